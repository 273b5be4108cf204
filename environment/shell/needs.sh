# shellcheck shell=bash
# Finds what a command needs on this machine, or names what is missing and the command that installs it.

say() { echo "motionscope: $*" >&2; }

fail() {
  say "$@"
  exit 1
}

# how_to_install DEBIAN FEDORA ARCH: the command for the package manager that is here.
how_to_install() {
  if command -v apt-get >/dev/null; then
    echo "sudo apt-get install $1"
  elif command -v dnf >/dev/null; then
    echo "sudo dnf install $2"
  elif command -v pacman >/dev/null; then
    echo "sudo pacman -S $3"
  else
    echo "install the package '$1' (its name on Debian and Ubuntu)"
  fi
}

# need_jdk: sets JAVA (JAVA_HOME's if set, else the first on PATH) and checks that it is a JDK 17 or newer.
need_jdk() {
  local install home version
  install="install JDK 17 or newer: $(how_to_install openjdk-17-jdk-headless java-21-openjdk-devel jdk21-openjdk)"
  if [[ -n ${JAVA_HOME:-} ]]; then
    JAVA=$JAVA_HOME/bin/java
    [[ -x $JAVA ]] || fail "JAVA_HOME is $JAVA_HOME, but $JAVA is not there; unset JAVA_HOME or let it name a JDK 17 or newer"
  else
    JAVA=$(command -v java) || fail "no 'java' on PATH; $install"
  fi
  home=$(java_home "$JAVA") || fail "'$JAVA' does not say where its home is, so it is no working Java; $install"
  version=$(java_version "$home")
  ((${version%%.*} >= 17)) || fail "'$JAVA' is Java $version, 17 or newer is needed; $install"
  [[ -x $home/bin/javac ]] || fail "'$JAVA' is Java $version without a compiler (a JRE); $install"
  if ! grep -q '^MODULES=.*jdk\.jshell' "$home/release" && ! "$JAVA" --list-modules | grep -q '^jdk\.jshell'; then
    fail "'$JAVA' has no jdk.jshell module, which the notebook kernel needs; $install"
  fi
  JAVA_HOME_FOUND=$home
}

# Read from the release file where there is one: asking java itself costs a start of the JVM.
java_home() {
  local home
  home=$(dirname "$(dirname "$(readlink -f "$1")")")
  if [[ ! -f $home/release ]]; then
    home=$("$1" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
    home=${home%/jre}
  fi
  [[ -f $home/release ]] && echo "$home"
}

java_version() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9][0-9.]*\).*/\2/p' "$1/release")
  echo "${version:-0}"
}

need_maven() {
  command -v mvn >/dev/null || fail "no 'mvn' on PATH; install Maven 3.8 or newer: $(how_to_install maven maven maven)"
}

# need_python: sets PYTHON to a Python 3.10 or newer that can make virtual environments.
need_python() {
  local candidate found='' version
  for candidate in python3 python3.14 python3.13 python3.12 python3.11 python3.10; do
    command -v "$candidate" >/dev/null || continue
    version=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    found=${found:-$candidate is Python $version}
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
      "$candidate" -c 'import venv, ensurepip' 2>/dev/null \
        || fail "'$candidate' (Python $version) has no venv module; install it: $(how_to_install python3-venv python3 python)"
      PYTHON=$(command -v "$candidate")
      return
    fi
  done
  fail "Python 3.10 or newer is needed (${found:-no 'python3' on PATH}); install it: $(how_to_install 'python3 python3-venv' python3 python)"
}

# need_disk MEGABYTES WHAT
need_disk() {
  local free
  free=$(df -Pm "$root" | awk 'NR == 2 { print $4 }')
  ((free >= $1)) || fail "$2 needs $1 MB of free disk, $root has $free MB; make room, or move the checkout to a larger disk"
}
