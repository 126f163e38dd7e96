"""Every check, in the order in which a person would mend things."""

from domain_api.settings import Profile, Settings
from suite.doctor import databases, folder, services
from suite.doctor.model import Finding
from suite.local import Installation


def examine(installation: Installation, settings: Settings) -> list[Finding]:
    """Changes nothing. A missing folder of an embedded installation ends it."""
    found = [*_machine(installation, settings)]
    if settings.profile is Profile.EMBEDDED and not settings.data.is_dir():
        return found
    found += databases.databases(settings)
    found += services.redis(settings)
    found += services.blobs(settings)
    return found


def _machine(installation: Installation, settings: Settings) -> list[Finding]:
    data = settings.data
    found = [*folder.disk(data)]
    if settings.profile is Profile.EMBEDDED:
        found += [*folder.folder(data), *folder.secrets(data), *folder.ports(installation)]
    return found
