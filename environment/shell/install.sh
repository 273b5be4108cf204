# shellcheck shell=bash
# Builds the jar and the private Python environment when they are missing or out of date.

VENV=$root/environment/venv
BUILT=$root/target/.built

# Megabytes an installation takes, with room for the downloads (measured: see environment/README.md).
DISK_FOR_JAR=1450
DISK_FOR_VENV=500

# locked NAME COMMAND...: runs COMMAND while no other launcher of this checkout runs one under the same name.
locked() {
  local name=$1
  shift
  need_flock
  (
    if ! flock -n 9; then
      say "another motionscope is busy with the $name; waiting for it"
      flock 9
    fi
    "$@" 9>&-
  ) 9>"$root/environment/.lock-$name"
}

need_flock() {
  command -v flock >/dev/null || fail "no 'flock' on PATH; install it: $(how_to_install util-linux util-linux util-linux)"
}

# need_jar: the jar, newer than every source. Sets JAVA.
need_jar() {
  need_jdk
  if ! jar_is_fresh; then locked jar build_jar; fi
}

jar_is_fresh() {
  [[ -f $BUILT && -f $root/target/motionscope.jar && -d $root/target/lib ]] \
    && [[ -z $(find "$root/pom.xml" "$root/src/main" -newer "$BUILT" -print -quit) ]]
}

build_jar() {
  if jar_is_fresh; then return; fi # another launcher built it while this one waited
  need_maven
  need_disk $DISK_FOR_JAR "building the jar"
  say "building target/motionscope.jar (mvn package)"
  maven_and_stamp "$root/target/build.log" -DskipTests package || fail "the build failed; Maven's errors are above"
}

# maven_and_stamp LOG ARG...: a Maven run that makes the jar, and its stamp.
maven_and_stamp() {
  mkdir -p "$root/target"
  : >"$BUILT.started"
  maven "$@" || return 1
  mv "$BUILT.started" "$BUILT" # as old as the start of the build: a source saved meanwhile is newer
}

# maven LOG ARG...: the terminal sees test results and errors, LOG everything.
# Offline first, because Maven otherwise asks the network even when nothing changed.
maven() {
  local log=$1
  shift
  if run_maven "$log" -o "$@"; then return; fi
  if grep -qE 'offline mode|has not been downloaded from it before|\(offline\)' "$log"; then
    say "downloading Java libraries (first time: several minutes)"
    if run_maven "$log" "$@"; then return; fi
  fi
  grep -E '^\[ERROR\]' "$log" | grep -vE '^\[ERROR\] *$|\[Help|full stack trace|Re-run Maven|For more information' >&2 \
    || tail -n 30 "$log" >&2
  say "Maven's whole log is $log"
  return 1
}

run_maven() {
  local log=$1
  shift
  (cd "$root" && JAVA_HOME=$JAVA_HOME_FOUND mvn -B -ntp -Dstyle.color=never "$@" 2>&1) \
    | tee "$log" | { grep --line-buffered 'Tests run:' || true; }
}

# need_venv: the private Python environment of requirements.txt. Sets nothing; use $VENV/bin/python.
need_venv() {
  if ! venv_is_fresh; then locked venv install_venv; fi
}

venv_wanted() {
  cat "$root/environment/requirements.txt" "$root/environment/constraints.txt" | sha256sum
  echo "$VENV" # a virtual environment does not survive a move
}

venv_is_fresh() {
  [[ -f $VENV/.installed && $(<"$VENV/.installed") == "$(venv_wanted)" && -x $VENV/bin/python ]] \
    && "$VENV/bin/python" -c '' 2>/dev/null
}

install_venv() {
  if venv_is_fresh; then return; fi
  need_python
  need_disk $DISK_FOR_VENV "the Python environment"
  say "installing JupyterLab and the Java kernel into environment/venv (first time: some minutes)"
  rm -rf "$VENV"
  "$PYTHON" -m venv "$VENV"
  "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check -r "$root/environment/requirements.txt" \
    || fail "pip could not install environment/requirements.txt; its messages are above"
  # JupyterLab asks its makers for news at every start unless told not to; panels are saved with their notebook.
  mkdir -p "$VENV/share/jupyter/lab/settings"
  cat >"$VENV/share/jupyter/lab/settings/overrides.json" <<'JSON'
{
  "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false},
  "@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": true}
}
JSON
  venv_wanted >"$VENV/.installed" # last, so that a broken installation is never taken for a finished one
}

# need_browser_driver: playwright-core, which drives an installed browser in the tests and brings none itself.
need_browser_driver() {
  if ! driver_is_fresh; then locked driver install_driver; fi
}

driver_wanted() { sha256sum <"$root/environment/package-lock.json"; }

driver_is_fresh() {
  local stamp=$root/environment/node_modules/.installed
  [[ -f $stamp && $(<"$stamp") == "$(driver_wanted)" ]]
}

install_driver() {
  if driver_is_fresh; then return; fi
  say "installing the browser driver for the tests into environment/node_modules"
  (cd "$root/environment" && npm ci --silent --no-fund --no-audit) || fail "npm could not install environment/package-lock.json"
  driver_wanted >"$root/environment/node_modules/.installed"
}
