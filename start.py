"""Start Guanlan: `python start.py [streamlit options]`. Test it: `python start.py test [pytest options]`.

Makes .venv where it is missing or broken and installs what the requirements name, then runs.
"""

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
APP, DEV, TEAM = "requirements.txt", "requirements-dev.txt", "requirements-team.txt"

# pip writes its own RECORD last, so without one its installation was cut short.
PROBE = """
import sys, importlib.metadata, pip._internal.cli.main
assert sys.version_info >= (3, 11) and importlib.metadata.files("pip")
print(sys.version)
"""
UNFINISHED = "unfinished"
# Files of tests go to as many processes as there are cores, in their order: those in the browser wait most and come last. A
# file stays in one process, and so do its stores.
EVERY_CORE = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]


def parse(arguments: list) -> tuple:
    """Whether to test, and the options for pytest or streamlit; a leading `--` is dropped."""
    testing = arguments[:1] == ["test"]
    options = arguments[1:] if testing else arguments
    if options[:1] == ["--"]:
        return testing, options[1:]
    if not testing and options and not options[0].startswith("-"):
        raise SystemExit(
            f"没有“{options[0]}”这个命令，只有 python start.py 和 python start.py test。"
            f"There is no command {options[0]!r}, only `python start.py` and `python start.py test`."
        )
    return testing, options


def interpreter(venv: Path, platform: str = os.name) -> Path:
    return venv / ("Scripts/python.exe" if platform == "nt" else "bin/python")


def python_version(venv: Path) -> str:
    """The version of the environment's Python; empty where the environment is missing or broken."""
    try:
        probe = subprocess.run([str(interpreter(venv)), "-c", PROBE], capture_output=True, text=True)
    except OSError:
        return ""
    return probe.stdout if probe.returncode == 0 else ""


def environment() -> str:
    """Make .venv unless it is there and whole; the version of its Python."""
    version = python_version(VENV)
    if not version:
        print("正在创建 .venv … Making .venv …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)])
        version = python_version(VENV)
    if not version:
        raise SystemExit(
            "无法创建 .venv：请确认磁盘可写；Debian/Ubuntu 请先 apt install python3-venv。"
            "Cannot make .venv: is the disk writable? On Debian or Ubuntu, first apt install python3-venv."
        )
    return version


def fingerprint(requirements: bytes, version: str) -> str:
    return hashlib.sha256(requirements + version.encode()).hexdigest()


def install(name: str, version: str) -> bool:
    """Install a requirements file unless its stamp says that it is installed; whether it now is."""
    wanted = fingerprint((ROOT / name).read_bytes(), version)
    stamp = VENV / f"{name}.stamp"
    found = stamp.read_text() if stamp.exists() else ""
    if found == wanted:
        return True
    pip = [str(interpreter(VENV)), "-m", "pip", "install", "-r", name]
    within = [] if name == APP else ["-c", APP]
    # pip takes a package without its RECORD for installed, and could never replace it.
    anew = ["--ignore-installed"] if found == UNFINISHED else []
    stamp.write_text(UNFINISHED)
    if subprocess.run([*pip, *within, *anew], cwd=str(ROOT)).returncode != 0:
        return False
    stamp.write_text(wanted)
    return True


def require(name: str, version: str) -> None:
    if not install(name, version):
        raise SystemExit(
            f"未能安装 {name}：请检查网络或设置镜像（PIP_INDEX_URL）后重新运行。"
            f"Could not install {name}: check the network or set a mirror (PIP_INDEX_URL), then run again."
        )


def run(module: str, options: list) -> int:
    """Run a module of the environment to its end: Ctrl-C is left to it, a termination is passed on to it."""
    child = subprocess.Popen([str(interpreter(VENV)), "-m", module, *options], cwd=str(ROOT))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    return child.wait()


def main(arguments: list) -> int:
    if sys.version_info < (3, 11):
        raise SystemExit(
            f"观澜需要 Python 3.11 或更高版本，当前是 {sys.version.split()[0]}。"
            f"Guanlan needs Python 3.11 or newer, this is {sys.version.split()[0]}."
        )
    testing, options = parse(arguments)
    version = environment()
    require(APP, version)
    if not testing:
        return run("streamlit", ["run", "app.py", *options])
    require(DEV, version)
    if not install(TEAM, version):
        print(
            f"此平台未能安装 {TEAM}，相关测试将跳过。"
            f"{TEAM} could not be installed on this platform; the tests that need it are skipped.",
            file=sys.stderr,
        )
    return run("pytest", [*EVERY_CORE, *options])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("已中断，重新运行即可继续。Interrupted; run it again to go on.")
