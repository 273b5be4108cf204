# shellcheck shell=bash
# `./motionscope test`: everything CI runs, in stages; a failing stage does not hide the results of the others.

STAGES=()
FAILED=0
NOTES=()
# CLIP's own vocabulary and the ids it gives: not ours to carry, tested where it lies beside the checkout.
CLIP_VOCABULARY=${MOTIONSCOPE_GOLDEN:-$root/../shared/golden}/clip_tokenizer

run_tests() {
  local quick=false
  case "${1:-}" in
    '') ;;
    --quick) quick=true ;;
    *) fail "test: unknown option '$1'; there is --quick" ;;
  esac
  if [[ -n ${CHROME:-} && ! -x $CHROME ]]; then fail "CHROME is $CHROME, which is no program"; fi
  OUT=$root/out/test
  mkdir -p "$OUT"
  need_jdk
  need_maven
  stage "unit tests" unit_tests
  stage "launcher" launcher_tests
  vocabulary_stage
  if ! $quick; then
    stage "check" reference_check
    stage "notebooks" notebooks_stage
    browser_stage
  fi
  summary
}

# stage NAME FUNCTION: runs it in a shell of its own, where the first error ends it, and keeps time and result.
stage() {
  local start=$SECONDS result=passed code=0
  echo "== $1"
  set +e
  (
    set -e
    "$2"
  )
  code=$?
  set -e
  if ((code != 0)); then
    result=FAILED
    FAILED=1
  fi
  STAGES+=("$(printf '%-14s %5d s  %s' "$1" $((SECONDS - start)) "$result")")
}

# Unit tests, format and layers.
unit_tests() {
  locked jar maven_and_stamp "$OUT/maven.log" verify || return 1
  if grep -E 'Tests run:.*Skipped: [1-9]' "$OUT/maven.log"; then
    say "a test was skipped, and no test may be"
    return 1
  fi
}

launcher_tests() {
  need_jar
  need_venv
  "$VENV/bin/python" -m unittest discover -s "$root/environment/tests" -t "$root/environment"
}

# The model families that this version implements; the golden file of schedulers has cases of later ones too.
reference_check() {
  local folders=("$root/data/mini-model") folder
  for folder in "$root"/src/test/resources/golden/*/; do
    [[ $folder == */schedulers/ ]] || folders+=("${folder%/}")
  done
  "$root/motionscope" check "${folders[@]}"
  "$root/motionscope" check --only ddim,ddim_inverse,euler "$root/src/test/resources/golden/schedulers"
}

vocabulary_stage() {
  if [[ -d $CLIP_VOCABULARY ]]; then
    stage "vocabulary" vocabulary_check
  else
    not_run vocabulary "$CLIP_VOCABULARY is not there: the tokenizer was NOT tested with CLIP's own vocabulary (with a small one it was)"
  fi
}

vocabulary_check() { "$root/motionscope" check "$CLIP_VOCABULARY"; }

notebooks_stage() { "$root/motionscope" notebooks --out "$OUT/notebooks"; }

# One pass in a real browser, where there is one.
browser_stage() {
  local chrome
  if ! chrome=$(find_browser); then
    not_run browser "no browser found (chromium, google-chrome or CHROME=/path): the browser pass did NOT run; $(how_to_install chromium chromium chromium)"
  elif ! command -v npm >/dev/null; then
    not_run browser "no node and npm found: the browser pass did NOT run; $(how_to_install 'nodejs npm' nodejs 'nodejs npm')"
  else
    export CHROME=$chrome
    stage "browser" browser_pass
  fi
}

# not_run STAGE REASON: a row of the table, and a line below it.
not_run() {
  STAGES+=("$(printf '%-14s %5d s  %s' "$1" 0 'NOT RUN')")
  NOTES+=("$2")
}

find_browser() {
  if [[ -n ${CHROME:-} ]]; then
    echo "$CHROME"
  else
    command -v chromium || command -v chromium-browser || command -v google-chrome
  fi
}

# JupyterLab on copies of notebooks, so that the run cannot change the committed ones.
browser_pass() {
  need_kernel
  need_browser_driver
  local work=$OUT/browser
  rm -rf "$work"
  mkdir -p "$work/notebooks"
  cp "$root"/notebooks/00-*.ipynb "$work/notebooks/00.ipynb"
  cp "$root"/environment/browser/*.ipynb "$work/notebooks/"
  ln -s "$root/data" "$work/data"
  "$VENV/bin/python" "$root/environment/with_lab.py" "$work" \
    node "$root/environment/browser/main.js" "$work" lesson widgets explorers studio
}

summary() {
  local line
  echo
  echo "stage            time  result"
  for line in "${STAGES[@]}"; do echo "$line"; done
  for line in "${NOTES[@]}"; do echo "NOTE: $line"; done
  if ((FAILED)); then fail "the tests FAILED; logs are in out/test/"; fi
  echo "all that ran passed"
}
