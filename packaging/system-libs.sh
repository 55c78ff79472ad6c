#!/bin/sh
# What Python's packages cannot bring along: Qt's system libraries, venv with pip, certificates.
# Does nothing where all is there; installs on Debian and Ubuntu if that is permitted; else names what is missing.
set -eu
PY=${PY:-python3}

"$PY" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed. Name it like this: make PY=python3.12 test" >&2
    exit 1
}
[ "$(uname -s)" = Linux ] || exit 0

# Library, its package, and its package in older releases where the name has changed.
libraries='
libglib-2.0.so.0         libglib2.0-0t64      libglib2.0-0
libEGL.so.1              libegl1
libGL.so.1               libgl1
libfontconfig.so.1       libfontconfig1
libdbus-1.so.3           libdbus-1-3
libgssapi_krb5.so.2      libgssapi-krb5-2
libxkbcommon.so.0        libxkbcommon0
libxkbcommon-x11.so.0    libxkbcommon-x11-0
libX11-xcb.so.1          libx11-xcb1
libxcb-cursor.so.0       libxcb-cursor0
libxcb-icccm.so.4        libxcb-icccm4
libxcb-keysyms.so.1      libxcb-keysyms1
libxcb-randr.so.0        libxcb-randr0
libxcb-shape.so.0        libxcb-shape0
libxcb-sync.so.1         libxcb-sync1
libxcb-xfixes.so.0       libxcb-xfixes0
libxcb-xkb.so.1          libxcb-xkb1
libwayland-cursor.so.0   libwayland-cursor0
libwayland-egl.so.1      libwayland-egl1
'

# The loader itself is asked: it knows the architecture and every search path, which a list of files does not.
missing=$(echo "$libraries" | "$PY" -c '
import ctypes, sys
for line in filter(str.strip, sys.stdin):
    try:
        ctypes.CDLL(line.split()[0])
    except OSError:
        print(line.strip())
')
venv=$("$PY" -c '
import sys
try:
    import ensurepip, venv
except ImportError:
    print("python%d.%d-venv" % sys.version_info[:2])
')

if ! command -v apt-get >/dev/null; then
    [ -n "$missing$venv" ] || exit 0
    echo "Please install these with your system's package manager:" >&2
    echo "$missing" | awk 'NF { print "  " $1 }' >&2
    [ -z "$venv" ] || echo "  the modules venv and ensurepip of $PY" >&2
    exit 1
fi

certificates=
[ -e /etc/ssl/certs/ca-certificates.crt ] || certificates=ca-certificates
[ -n "$missing$venv$certificates" ] || exit 0

# The first of the names that apt knows; without package lists, the last one, which is the classic name.
choose() {
    for name; do
        if apt-cache show --no-all-versions "$name" >/dev/null 2>&1; then break; fi
    done
    echo "$name"
}

packages() {
    echo "$missing" | while read -r library names; do
        [ -z "$library" ] || choose $names
    done
    echo "$venv $certificates"
}

if [ "$(id -u)" = 0 ]; then
    as_root=env
elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    as_root="sudo env"   # asks for the password if there is somebody to ask
else
    echo "These packages are missing, and may not be installed from here. As root:" >&2
    echo "  apt-get install" $(packages) >&2
    exit 1
fi

# apt is talkative; its words are shown only when it fails.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() { $as_root DEBIAN_FRONTEND=noninteractive apt-get "$@" >>"$log" 2>&1; }

echo "Installing the system packages that are missing:"
apt update || true   # one broken source need not matter; the installation will tell
wanted=$(packages)
echo " " $wanted
apt install --yes --no-install-recommends $wanted || { cat "$log" >&2; exit 1; }
