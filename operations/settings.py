"""What a site may set, read from the environment once, checked, and handed on to the parts the same way."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
_YES, _NO = {"1", "on", "true", "yes"}, {"0", "off", "false", "no"}
_MOST_PROCESSES = 64
_KEY_HEX_DIGITS = 64


class SettingsError(ValueError):
    """A setting is wrong; the message is one sentence with the variable, what it may be, and never a secret."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and how many.

    ``site`` is the file that says how the site uses the product (``clinic.file``). ``demo`` wants made-up patients and
    a sign-in for them; without ``site`` it also switches every scale on.

    ``state`` is the folder for the embedded database, keys and logs. ``public_url`` has no slash at the end.
    ``rasa_urls`` are base addresses, ``actions_url`` the action server's webhook. ``turn_secret`` (HMAC between the
    gateway, Rasa and the actions) and ``data_key`` (the words at rest) are 64 or more hex digits, ``None`` while nobody
    has given or made one. ``port_given`` tells a port that was asked for from the default, which may give way.
    """

    state: Path
    database_url: str = field(repr=False)  # may hold a password
    bind: str = "127.0.0.1"
    port: int = 8000
    port_given: bool = False
    public_url: str = "http://127.0.0.1:8000"
    public_url_given: bool = False
    rasa_port: int = 5005
    actions_port: int = 5055
    rasa_urls: tuple[str, ...] = ("http://127.0.0.1:5005",)
    actions_url: str = "http://127.0.0.1:5055/webhook"
    rasa_processes: int = 1
    actions_processes: int = 1
    turn_secret: str | None = field(default=None, repr=False)
    data_key: str | None = field(default=None, repr=False)
    clinic_phone: str = ""
    demo: bool = True
    site: Path | None = None

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the pages."""
        return is_loopback(self.bind)

    @property
    def database_file(self) -> Path | None:
        """The file of an SQLite database, ``None`` for a server's."""
        scheme, found, rest = self.database_url.partition("sqlite:///")
        return Path(rest.partition("?")[0]) if found and not scheme else None

    @property
    def local_url(self) -> str:
        """The web process's address from this machine itself."""
        wildcard = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 – read, not bound
        host = wildcard.get(self.bind, self.bind)
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def actions_base(self) -> str:
        """The action server's base address, for its health."""
        return self.actions_url.removesuffix("/webhook")

    def environment(self) -> dict[str, str]:
        """The same settings as environment variables, for a part: ``read`` gives them back."""
        given = {
            "PREOP_STATE": str(self.state),
            "PREOP_DATABASE_URL": self.database_url,
            "PREOP_BIND": self.bind,
            "PREOP_PORT": str(self.port),
            "PREOP_PUBLIC_URL": self.public_url,
            "PREOP_RASA_URLS": ",".join(self.rasa_urls),
            "PREOP_ACTIONS_URL": self.actions_url,
            "PREOP_CLINIC_PHONE": self.clinic_phone,
            "PREOP_SITE": str(self.site or ""),
            "PREOP_DEMO": "1" if self.demo else "0",
            "PREOP_TURN_SECRET": self.turn_secret or "",
            "PREOP_DATA_KEY": self.data_key or "",
        }
        return {name: value for name, value in given.items() if value}


def read(environ: Mapping[str, str]) -> Settings:
    """The settings in these variables (``PREOP_…``), defaults for the rest; an empty one counts as not given.

    Raises ``SettingsError`` for the first wrong one.
    """
    state = Path(environ.get("PREOP_STATE") or ROOT / ".run").resolve()
    bind = environ.get("PREOP_BIND") or "127.0.0.1"
    port = _whole(environ, "PREOP_PORT", 8000, 1, 65535)
    rasa_port = _whole(environ, "PREOP_RASA_PORT", 5005, 1, 65535)
    actions_port = _whole(environ, "PREOP_ACTIONS_PORT", 5055, 1, 65535)
    public_url = _url(environ, "PREOP_PUBLIC_URL")
    if not is_loopback(bind) and not public_url:
        raise SettingsError(
            f"PREOP_BIND={bind} opens the pages to other machines: set PREOP_PUBLIC_URL too, the address that they use"
        )
    database_url = environ.get("PREOP_DATABASE_URL") or ""
    if database_url and not database_url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise SettingsError("PREOP_DATABASE_URL must begin with sqlite:/// or postgresql://")
    rasa_urls = tuple(each.strip() for each in (environ.get("PREOP_RASA_URLS") or "").split(",") if each.strip())
    site = environ.get("PREOP_SITE") or ""
    return Settings(
        state=state,
        database_url=database_url or f"sqlite:///{state / 'preop.db'}",
        bind=bind,
        port=port,
        port_given=bool(environ.get("PREOP_PORT")),
        public_url=public_url or f"http://127.0.0.1:{port}",
        public_url_given=bool(public_url),
        rasa_port=rasa_port,
        actions_port=actions_port,
        rasa_urls=rasa_urls or (f"http://127.0.0.1:{rasa_port}",),
        actions_url=_url(environ, "PREOP_ACTIONS_URL") or f"http://127.0.0.1:{actions_port}/webhook",
        rasa_processes=_whole(environ, "PREOP_RASA_PROCESSES", 1, 1, _MOST_PROCESSES),
        actions_processes=_whole(environ, "PREOP_ACTIONS_PROCESSES", 1, 1, _MOST_PROCESSES),
        turn_secret=_key(environ, "PREOP_TURN_SECRET"),
        data_key=_key(environ, "PREOP_DATA_KEY"),
        clinic_phone=environ.get("PREOP_CLINIC_PHONE") or "",
        # A site with a file or a database of its own is not filled with made-up patients unless it asks for them.
        demo=_yes_or_no(environ, "PREOP_DEMO", not (database_url or site)),
        site=Path(site).resolve() if site else None,
    )


def is_loopback(host: str) -> bool:
    """Whether this address, or ``localhost``, can be reached from this machine only.

    Raises ``SettingsError`` for another name: which interface it means is not ours to guess.
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        raise SettingsError(
            f"PREOP_BIND={host} is not an IP address: write one, such as 127.0.0.1 or 0.0.0.0"
        ) from None


def _whole(environ: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
        raise SettingsError(f"{name}={text} must be a whole number from {low} to {high}")
    return int(text)


def _url(environ: Mapping[str, str], name: str) -> str:
    text = (environ.get(name) or "").rstrip("/")
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
    except ValueError:
        good = False
    if not good:
        raise SettingsError(f"{name} must be an address such as https://preop.example.org, without ? or #")
    return text


def _key(environ: Mapping[str, str], name: str) -> str | None:
    text = environ.get(name)
    if not text:
        return None
    try:
        long_enough = len(bytes.fromhex(text)) * 2 >= _KEY_HEX_DIGITS
    except ValueError:
        long_enough = False
    if not long_enough:
        raise SettingsError(f"{name} must be at least {_KEY_HEX_DIGITS} hex digits: openssl rand -hex 32 makes one")
    return text


def _yes_or_no(environ: Mapping[str, str], name: str, default: bool) -> bool:
    text = (environ.get(name) or "").lower()
    if not text:
        return default
    if text not in _YES | _NO:
        raise SettingsError(f"{name}={text} must be 1 or 0")
    return text in _YES
