"""The commands of ``./preop``, one module each with ``main(argv) -> int``."""
