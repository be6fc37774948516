"""`newsgen move`: gives an article's file another path, and all that leads to it follows.

All is worked out and checked before the first file is written.
"""

import posixpath
from pathlib import Path

from newsgen.archive.infer_translations import infer_translations
from newsgen.archive.visibility import unpublished_reason
from newsgen.commands.moved_links import MovedPaths, relinked_content
from newsgen.commands.working_copy import WorkingCopy, open_working_copy, references_in
from newsgen.content.front_matter.front_matter_edit import FrontMatterEdit
from newsgen.content.front_matter.path_values import path_date
from newsgen.content.markdown.link_targets import FILE_PREFIX
from newsgen.content.stray_files import is_markdown, omission_reason
from newsgen.model.address_rules import fold_path
from newsgen.model.article import Article
from newsgen.model.command_error import CommandError
from newsgen.model.progress import Progress
from newsgen.model.slug import invalid_slug_reason
from newsgen.model.value import Value
from newsgen.pages.plan_inputs import path_on_disk
from newsgen.pages.routes import dated_address
from newsgen.pipeline.request import BuildRequest
from newsgen.runtime.editor_files import exists, is_folder
from newsgen.runtime.file_changes import FileChange, FileMove, write_changes


class ArticleMove(Value, frozen=True):
    """What the move of an article changes.

    Attributes:
        path, new_path: Of its file.
        address, new_address: Of its page.
        is_published: Whether its old address has been published and becomes an alias.
        article_id: The permanent id that is written; empty if it had one.
        changes: The texts that change, its own among them.
        pictures: Files that go along.
    """

    path: str
    new_path: str
    address: str
    new_address: str
    is_published: bool
    article_id: str
    changes: tuple[FileChange, ...]
    pictures: tuple[FileMove, ...]


def move_article(
    request: BuildRequest, path: str, typed: str, dry_run: bool, progress: Progress
) -> ArticleMove:
    """Move the file of an article.

    Args:
        request: Names the archive and the time.
        path: Of the file in the archive.
        typed: The new path, a folder, or a name for the file, as an editor typed it.
        dry_run: Whether to write nothing.
        progress: Is called as files are read.
    """
    site = request.site
    new_path = _new_path(site, path, typed)
    with open_working_copy(request, progress) as copy:
        move = _plan_move(copy, path, new_path)
    if not dry_run:
        write_changes(site, move.changes, move.pictures)
    return move


def _new_path(site: Path, path: str, typed: str) -> str:
    """Return the path in the archive that a typed one means. Raises CommandError."""
    text, root = typed.replace("\\", "/"), site.resolve()
    folder, name = posixpath.split(path)
    if name.rpartition(".")[0] == "index":  # the article is its folder
        bundle = posixpath.basename(folder)
        inner = f"{bundle}/{name}"
    else:
        inner = name
    if "/" not in text and not is_folder(site / folder / text) and not is_folder(site / text):
        new = f"{folder}/{text}"
    else:
        whole = Path(text).absolute()
        is_inside = whole.is_relative_to(root / "articles")
        new = whole.relative_to(root).as_posix() if is_inside else text.removesuffix("/")
        new = f"articles/{new.removeprefix('articles').removeprefix('/')}".rstrip("/")
        if is_folder(site / new):
            new = f"{new}/{inner}"
        elif text.endswith("/"):
            new = f"{new}/{name}"
    if not is_markdown(new):
        new += ".md"
    parts = new.split("/")
    if not path.startswith("articles/"):
        raise CommandError(f"{path} is no article: only files of articles/ are moved")
    if any(part.startswith(".") or not part or not part.isprintable() for part in parts):
        raise CommandError(f"{new} can be no article's file: name a path below articles/")
    if reason := omission_reason(new):
        raise CommandError(f"{new} would be left out of the archive: {reason}")
    if new == path:
        raise CommandError(f"{path} is there already")
    if exists(site / new):
        raise CommandError(f"{new} is there already: name another path")
    return new


def _plan_move(copy: WorkingCopy, path: str, new_path: str) -> ArticleMove:
    file = copy.files.get(path)
    if file is None or file.article is None:
        raise CommandError(
            f"{path} is no article that can be read: newsgen check {path} says what is wrong"
        )
    articles = _told_articles(copy, {})
    article = articles[path]
    pictures = _own_pictures(copy, article, new_path)
    paths = {path: new_path} | {picture.path: picture.new_path for picture in pictures}
    content = relinked_content(copy, path, MovedPaths(paths, {}))
    edit = FrontMatterEdit(content, path, copy.context.options.rename)
    article_id = "" if article.explicit_id else article.id
    if any(map(invalid_slug_reason, article_id.split("/"))):
        article_id = ""
    if article_id:
        edit.set("id", article_id)
    is_dated = "date" not in copy.context.options.from_path or edit.value("date")
    if not is_dated and path_date(new_path) != path_date(path):
        edit.set("date", article.moment.edtf())
    new = _told_article(copy, article, new_path, edit)
    address, new_address = dated_address(article), dated_address(new)
    _check_address(copy, articles, article, new_address)
    reason = unpublished_reason(article, copy.now)
    is_published = address != new_address and (not reason or reason.startswith("expired"))
    if is_published:
        aliases = [alias.address for alias in article.aliases]
        if new_address in aliases:
            kept = [alias for alias in aliases if alias != new_address]
            edit.set("aliases", kept) if kept else edit.remove("aliases")
        edit.add_item("aliases", address)
    copy.put(path, edit.content, new_path)
    is_rooted = copy.context.options.links_base == "/"
    moved = MovedPaths(paths, {address: new_address} if is_rooted else {})
    _relink_others(copy, path, moved)
    _keep_translations(copy, articles, path, new_path)
    return ArticleMove(
        path,
        new_path,
        address,
        new_address,
        is_published,
        article_id,
        copy.changes(),
        pictures,
    )


def _told_articles(copy: WorkingCopy, changed: dict[str, Article]) -> dict[str, Article]:
    """Return all articles by path, with what names of files tell of their languages.

    changed: Those that are different by now, by the paths that they had.
    """
    options = copy.context.options
    known = {path: file.article for path, file in copy.files.items() if file.article}
    told = infer_translations(
        tuple((known | changed).values()), options.language, options.languages_in_addresses
    )
    return {article.path: article for article in told}


def _told_article(
    copy: WorkingCopy, article: Article, new_path: str, edit: FrontMatterEdit
) -> Article:
    """Return the article at its new path; what its old path told of it is written now."""
    for _ in range(3):
        parsed = copy.put(article.path, edit.content, new_path).article
        if parsed is None:
            raise CommandError(f"{new_path} would be no article that can be read")
        told = _told_articles(copy, {article.path: parsed})[new_path]
        if told.language.lower() != article.language.lower():
            edit.set("language", article.language)
        elif told.translation_of != article.translation_of:
            if not article.translation_of:
                raise CommandError(
                    f"by its name {new_path} would be a translation of {told.translation_of}: "
                    "name another path"
                )
            edit.set("translation_of", article.translation_of.removeprefix("articles/"))
        else:
            return told
    raise CommandError(f"{new_path} would be in another language than {article.path}")


def _check_address(
    copy: WorkingCopy, articles: dict[str, Article], article: Article, address: str
) -> None:
    """Refuse an address that another article has."""
    for other in articles.values():
        is_same = fold_path(dated_address(other)) == fold_path(address)
        if is_same and other.path != article.path and not copy.files[other.path].obstacle:
            raise CommandError(
                f"{other.path} has the address {address} already: give the file another name"
            )


def _own_pictures(copy: WorkingCopy, article: Article, new_path: str) -> tuple[FileMove, ...]:
    """Return the files in the folder of an article that it alone refers to; they go along."""
    folder, new_folder = posixpath.dirname(article.path), posixpath.dirname(new_path)
    if folder == new_folder:
        return ()
    users: dict[str, set[str]] = {}
    for path, file in copy.files.items():
        for reference in references_in(file):
            target = reference.target.removeprefix(FILE_PREFIX)
            on_disk = path_on_disk(target, copy.site.other_files)
            if on_disk and on_disk.startswith(f"{folder}/"):
                users.setdefault(on_disk, set()).add(path)
    pictures = tuple(
        FileMove(path, f"{new_folder}{path.removeprefix(folder)}")
        for path in sorted(users)
        if users[path] == {article.path}
    )
    for picture in pictures:
        if exists(copy.site.folder / picture.new_path):
            raise CommandError(
                f"{picture.path} would go along, and {picture.new_path} is there already: "
                "rename one of the two"
            )
    return pictures


def _relink_others(copy: WorkingCopy, path: str, moved: MovedPaths) -> None:
    """Edit the links and `translation_of` of all other files."""
    for other, file in copy.files.items():
        if other == path:
            continue
        content = relinked_content(copy, other, moved)
        article = file.article
        if article and path_on_disk(article.translation_of, moved.paths):
            edit = FrontMatterEdit(content, other, copy.context.options.rename)
            typed = edit.value("translation_of")
            prefix = "articles/" if str(typed).startswith("articles/") else ""
            edit.set("translation_of", prefix + moved.paths[path].removeprefix("articles/"))
            content = edit.content
        if content != copy.content(other):
            copy.put(other, content)


def _keep_translations(
    copy: WorkingCopy, articles: dict[str, Article], path: str, new_path: str
) -> None:
    """Write what names of files told of other articles, and no longer do."""
    edited = copy.edited.items()
    changed = {known: parsed.article for known, parsed in edited if parsed.article}
    told = _told_articles(copy, changed)
    for old in articles.values():
        if old.path == path:
            continue
        new = told[old.path]
        original = new_path if old.translation_of == path else old.translation_of
        if (new.language, new.translation_of) == (old.language, original):
            continue
        if not original and new.translation_of:
            raise CommandError(
                f"by its name {old.path} would become a translation of {new.translation_of}: "
                "name another path"
            )
        edit = FrontMatterEdit(copy.content(old.path), old.path, copy.context.options.rename)
        if new.language != old.language:
            edit.set("language", old.language)
        if new.translation_of != original:
            edit.set("translation_of", original.removeprefix("articles/"))
        copy.put(old.path, edit.content)
