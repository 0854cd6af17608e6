"""Set up a private environment and start raciapp (`run`) or check it (`test`).

    python3 packaging/bootstrap.py run
    python3 packaging/bootstrap.py test [--with-office] [arguments for pytest]

It needs Python 3.11 or newer and nothing else; with `uv` on the PATH it is quicker.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess  # nosec B404  # it starts our own tools, named in this file
import sys
from pathlib import Path
from typing import NoReturn

if sys.version_info < (3, 11):  # noqa: UP036 - the file also parses on older versions, to say this
    print(f"raciapp needs Python 3.11 or newer; this is Python {sys.version.split()[0]}.", file=sys.stderr)
    sys.exit(2)

ROOT = Path(__file__).resolve().parent.parent
LINUX = sys.platform.startswith("linux")
SAMPLE = "sample_orgs/coastal_stewardship.raci"
CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports",),
    ("bandit", "--quiet", "--configfile", "pyproject.toml", "--recursive", "src", "packaging"),
    ("python", "-m", "pytest", "-n", "2", "--dist", "worksteal"),
    ("python", "packaging/coverage_gate.py"),
)
# The libraries Qt loads that its wheel does not bring, each with its Debian package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgthread-2.0.so.0": "libglib2.0-0",
}
X11_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
WAYLAND_LIBRARIES = {"libwayland-cursor.so.0": "libwayland-cursor0"}
# The parts of LibreOffice the tests open deliverables with, each with its library and its Debian package.
OFFICE_PARTS = {
    "LibreOffice Calc": ("libsclo", "libreoffice-calc"),
    "LibreOffice Writer": ("libswlo", "libreoffice-writer"),
    "LibreOffice Impress": ("libsdlo", "libreoffice-impress"),
}


def say(sentence: str) -> None:
    """Print a line at once, so that it stands before what a child process prints."""
    print(sentence, flush=True)


def stop(sentence: str) -> NoReturn:
    """Print why it cannot go on and exit with 2."""
    print(sentence, file=sys.stderr, flush=True)
    raise SystemExit(2)


def call(*command: str | Path, env: dict[str, str] | None = None) -> int:
    """Run a command in the checkout and return its exit code; 127 when it cannot be started."""
    parts = [str(part) for part in command]
    try:
        return subprocess.call(parts, cwd=ROOT, env=env)  # nosec B603  # no shell; the commands are made in this file
    except OSError as error:
        say(f"{command[0]}: {error.strerror}")
        return 127


def loads(library: str) -> bool:
    """Tell whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries() -> dict[str, str]:
    """Return the libraries Qt would not find here on Linux, with their Debian packages."""
    wanted = dict(QT_LIBRARIES) if LINUX else {}
    if LINUX and os.environ.get("DISPLAY"):
        wanted |= X11_LIBRARIES
    elif LINUX and os.environ.get("WAYLAND_DISPLAY"):
        wanted |= WAYLAND_LIBRARIES
    return {library: package for library, package in wanted.items() if not loads(library)}


def missing_office() -> dict[str, str]:
    """Return the parts of LibreOffice that are not installed, with their Debian packages."""
    packages = {part: package for part, (_, package) in OFFICE_PARTS.items()}
    soffice = shutil.which("soffice")
    if soffice is None:
        return packages
    present = {path.name.partition(".")[0] for path in Path(soffice).resolve().parent.glob("libs?lo.*")}
    missing = {part: packages[part] for part, (library, _) in OFFICE_PARTS.items() if library not in present}
    return {} if missing == packages else missing  # it has them elsewhere: nobody installs it without any


def can_install() -> bool:
    """Tell whether this process may install Debian packages."""
    return sys.platform == "linux" and shutil.which("apt-get") is not None and os.geteuid() == 0


def install_packages(packages: list[str], wanted: str) -> None:
    """Install Debian packages as root; otherwise say what to install, and stop."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        stop(f"Missing on this system: {wanted}. Install them with your package manager.")
    if not can_install():
        stop(f"Missing on this system: {wanted}. Install with:\n  sudo {' '.join(install)}")
    say(f"Installing system packages: {' '.join(packages)}")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    options = ("-qq", "-o", "DPkg::Lock::Timeout=300")
    call("apt-get", *options, "update", env=quiet)
    if call(*install, *options, env=quiet) != 0:
        stop(f"apt-get could not install {' '.join(packages)}; its messages above say why.")


def require_system(*, office: bool) -> None:
    """Make sure Qt finds its libraries and, when the tests want it, LibreOffice is there."""
    missing = missing_libraries()
    packages, wanted = list(missing.values()), list(missing)
    if office:
        parts = missing_office()
        packages += parts.values()
        wanted += parts
    if packages:
        install_packages(packages, ", ".join(wanted))


def working_uv() -> str | None:
    """Return the path of a `uv` that starts, or None."""
    uv, nowhere = shutil.which("uv"), subprocess.DEVNULL
    if uv is None:
        return None
    code = subprocess.call([uv, "--version"], stdout=nowhere, stderr=nowhere)  # nosec B603  # no shell, nothing of others
    return uv if code == 0 else None


def in_environment(directory: Path, program: str) -> Path:
    """Return the path of a program of a virtual environment."""
    windows = os.name == "nt"
    return directory / ("Scripts" if windows else "bin") / (f"{program}.exe" if windows else program)


def stamp_of(requirements: Path) -> str:
    """Return the digest of all that decides what an environment holds."""
    place = f"{sys.version} {ROOT}".encode()
    parts = (requirements.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), place)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def fill_environment(directory: Path, requirements: Path) -> None:
    """Create a virtual environment anew and install the pinned requirements into it."""
    python = in_environment(directory, "python")
    uv = working_uv()
    if uv:
        create: list[str | Path] = [uv, "venv", "--quiet", "--python", sys.executable, directory]
        install: list[str | Path] = [uv, "pip", "sync", "--quiet", "--python", python]
    else:
        create = [sys.executable, "-m", "venv", directory]
        install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input", "-r"]
    try:
        if directory.exists():
            shutil.rmtree(directory)
    except OSError as error:
        stop(f"Cannot replace {directory.name} ({error.strerror}); close what uses it and try again.")
    if call(*create) != 0:
        stop(f"Could not create {directory.name}; on Debian, `sudo apt-get install python3-venv` helps.")
    if call(*install, requirements, "--require-hashes") != 0:
        stop(f"Could not install {requirements.name}; the messages above say why.")


def prepare(name: str, requirements_name: str) -> Path:
    """Return an up-to-date environment with the pinned requirements, reusing it when nothing changed."""
    directory, requirements = ROOT / name, ROOT / "packaging" / requirements_name
    if not requirements.is_file():
        stop(f"packaging/{requirements_name} is missing; packaging/README.md tells how to make it.")
    stamp, digest = directory / "bootstrap.stamp", stamp_of(requirements)
    fresh = stamp.is_file() and stamp.read_text(encoding="ascii", errors="replace") == digest
    if not fresh or not in_environment(directory, "python").exists():
        say(f"Setting up {name} (a minute or two the first time) ...")
        fill_environment(directory, requirements)
        stamp.write_text(digest, encoding="ascii")
    return directory


def child_environment(**extra: str) -> dict[str, str]:
    """Return the variables with which the checkout's own source is imported."""
    return os.environ | {"PYTHONPATH": str(ROOT / "src")} | extra


def run() -> int:
    """Open the sample in the app, or name the commands that do without a display."""
    display = not LINUX or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if display:
        require_system(office=False)
    environment = prepare(".venv", "requirements.txt")
    if display:
        say(f"Opening {SAMPLE} ...")
        return call(in_environment(environment, "python"), "-m", "raciapp", SAMPLE, env=child_environment())
    say("There is no display here, so the window cannot open; these commands do the same work:")
    if Path.cwd() != ROOT:
        say(f"  cd '{ROOT}'")
    say(f"  PYTHONPATH=src .venv/bin/python -m raciapp check {SAMPLE}")
    say(f"  PYTHONPATH=src .venv/bin/python -m raciapp export {SAMPLE} -o coastal.xlsx -o coastal.pdf")
    return 0


def test(arguments: list[str]) -> int:
    """Run every check, or only pytest when it is given arguments."""
    asked = "--with-office" in arguments
    extra = [argument for argument in arguments if argument != "--with-office"]
    require_system(office=asked or (os.environ.get("CI") == "true" and can_install()))
    environment = prepare(".venv-dev", "requirements-dev.txt")
    variables = child_environment(QT_QPA_PLATFORM="offscreen", **({"RACIAPP_OFFICE": "all"} if asked else {}))
    checks = [("python", "-m", "pytest", *extra)] if extra else CHECKS
    failed = []
    for program, *rest in checks:
        title = " ".join([program, *rest])
        say(f"\n== {title}")
        if call(in_environment(environment, program), *rest, env=variables) != 0:
            failed.append(title)
    say(f"\nFailed: {', '.join(failed)}" if failed else "\nEvery check passed.")
    return 1 if failed else 0


def main(arguments: list[str]) -> int:
    """Do what the command line asks."""
    if arguments == ["run"]:
        return run()
    if arguments[:1] == ["test"]:
        return test(arguments[1:])
    say(str(__doc__).strip())
    return 0 if arguments in (["-h"], ["--help"]) else 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
