"""What hosts of static sites take at most, as their documentation says."""

from collections.abc import Mapping

from newsgen.model.value import Value

_MIB, _GB = 1 << 20, 1_000_000_000


class HostLimits(Value, frozen=True):
    """The limits of a host; 0 where it has none.

    Attributes:
        label: The name of the host.
        files: Of the site, folders not among them.
        entries: Files and folders of the site.
        folder_files: Files in one folder.
        size: Of the site in bytes.
        file_size: Of one file in bytes.
    """

    label: str
    files: int = 0
    entries: int = 0
    folder_files: int = 0
    size: int = 0
    file_size: int = 0


HOSTS: Mapping[str, HostLimits] = {
    # https://developers.cloudflare.com/pages/platform/limits/, of the free plan
    "cloudflare-pages": HostLimits("Cloudflare Pages", files=20_000, file_size=25 * _MIB),
    # https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits, and
    # the largest file that its repositories take
    "github-pages": HostLimits("GitHub Pages", size=_GB, file_size=100 * _MIB),
    # https://docs.gitlab.com/user/gitlab_com/, of gitlab.com
    "gitlab-pages": HostLimits("GitLab Pages", entries=200_000, size=_GB),
    # https://docs.netlify.com/site-deploys/overview/
    "netlify": HostLimits("Netlify", folder_files=54_000),
}
"""By what newsgen.yml calls the host."""
