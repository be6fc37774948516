"""The pictures that front matter gives an article: `image` above its text, `images` below it."""

from newsgen.content.front_matter.front_matter_values import text_line
from newsgen.content.markdown.link_targets import insecure_picture_problems, resolve_target
from newsgen.content.parse_context import ParseOptions
from newsgen.content.picture_descriptions import says_nothing
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.content.yaml.validator import LocatedValues, Validator
from newsgen.model.article import Reference
from newsgen.model.image import Image
from newsgen.model.problem import Problem
from newsgen.model.value import Value


class ArticlePictures(Value, frozen=True):
    """The pictures of an article, and the references to those that are files of the site."""

    image: Image | None
    gallery: tuple[Image, ...]
    references: tuple[Reference, ...]


def article_pictures(
    values: LocatedValues, options: ParseOptions, validator: Validator
) -> ArticlePictures:
    """Return the pictures of front matter; one that can be nowhere is left out, and a problem."""
    lead = _read_picture("image", values.nested("image"), options, validator)
    gallery = [
        picture
        for item in values.sequence("images")
        if (picture := _read_picture("images", item.value, options, validator))
    ]
    every = [lead, *gallery] if lead else gallery
    return ArticlePictures(
        lead[0] if lead else None,
        tuple(image for image, _ in gallery),
        tuple(reference for _, reference in every if reference),
    )


def _read_picture(
    key: str, values: LocatedValues, options: ParseOptions, validator: Validator
) -> tuple[Image, Reference | None] | None:
    """Return a picture, and the reference to its file if it is one of the site."""
    if "src" not in values:
        return None
    src = values["src"]
    target = resolve_target(src.value, src.location, options.links_base, is_image=True)
    if isinstance(target, Problem):
        validator.problems.append(target)
        return None
    validator.problems += insecure_picture_problems(target.href, src.location)
    alt = text_line(values, "alt")
    if not alt or says_nothing(alt):
        message = f"{key}: this picture has no description for readers who do not see it"
        start = "image: " if key == "image" else ""
        form = f"{{src: {yaml_scalar(src.value)}, alt: …}}"
        validator.report(
            "N212", src.location, message, f"write {start}{form}, and for … what it shows"
        )
    address = target.reference.target if target.reference else target.href
    image = Image(address, alt, text_line(values, "caption"), text_line(values, "credit"))
    return image, target.reference
