# shellcheck shell=bash
# The commands that deal with Jupyter: notebooks, lab, kernel.

KERNEL=motionscope

# private_jupyter: this process sees only the private environment's kernels, and writes nothing to the user's home.
private_jupyter() {
  unset JUPYTER_PATH
  export JUPYTER_PREFER_ENV_PATH=1
  export JUPYTER_CONFIG_DIR=$root/environment/.jupyter/config
  export JUPYTER_DATA_DIR=$root/environment/.jupyter/data
  export JUPYTER_RUNTIME_DIR=$root/environment/.jupyter/runtime
  export IPYTHONDIR=$root/environment/.jupyter/ipython
  mkdir -p "$IPYTHONDIR"
}

# need_kernel: the private environment with our kernel in it, under our name and as the plain `java` of the notebooks.
need_kernel() {
  need_jar
  need_venv
  private_jupyter
  local device
  device=$(device_of)
  write_kernelspec "$VENV" java "Java (MotionScope)" "$device"
  write_kernelspec "$VENV" "$KERNEL" "MotionScope (Java)" "$device"
}

# write_kernelspec PREFIX NAME DISPLAY DEVICE: PREFIX is a folder that holds share/jupyter, or USER for the user's own.
write_kernelspec() {
  local arguments=() line
  while IFS= read -r line; do arguments+=("--option=$line"); done < <(jvm_options "$4")
  while IFS= read -r line; do arguments+=("--env=$line"); done < <(settings "$4")
  "$VENV/bin/python" "$root/environment/kernelspec.py" install --prefix="$1" --name "$2" --display "$3" \
    --java "$JAVA" --classpath "$(classpath "$4")" "${arguments[@]}"
}

run_notebooks() {
  need_kernel
  exec "$VENV/bin/python" "$root/environment/run_notebooks.py" --notebooks "$root/notebooks" \
    --default-out "$root/out/notebooks" "$@"
}

run_lab() {
  need_kernel
  local arguments=()
  if ((EUID == 0)); then arguments+=(--allow-root); fi
  exec "$VENV/bin/python" -m jupyterlab --ServerApp.root_dir="$root" --LabApp.default_url=/lab/tree/notebooks \
    "${arguments[@]}" "$@"
}

run_kernel() {
  local action=${1:-} prefix=USER device
  (($#)) && shift
  device=$(device_of)
  while (($#)); do
    case $1 in
      --user) prefix=USER ;;
      --prefix=*) prefix=${1#*=} ;;
      --prefix) prefix=${2:?"motionscope: --prefix needs a folder"} && shift ;;
      --device=*) device=${1#*=} ;;
      --device) device=${2:?"motionscope: --device needs cpu or cuda"} && shift ;;
      *) fail "kernel $action: unknown option '$1'; there are --user, --prefix DIR and --device cpu|cuda" ;;
    esac
    shift
  done
  [[ $prefix == USER ]] || prefix=$(realpath -m "$prefix")
  case $action in
    install) install_kernel "$prefix" "$device" ;;
    list | remove) need_venv && "$VENV/bin/python" "$root/environment/kernelspec.py" "$action" --prefix="$prefix" ;;
    *) fail "kernel: '$action' is not known; there are kernel install, kernel list and kernel remove" ;;
  esac
}

install_kernel() {
  local name=$KERNEL display="MotionScope (Java)"
  case $2 in
    cpu) ;;
    cuda | cuda:[0-9]*) name=$KERNEL-cuda display="MotionScope (Java, CUDA)" ;;
    *) fail "kernel install: device '$2' is not known; there are cpu, cuda and cuda:N" ;;
  esac
  need_jar
  need_venv
  write_kernelspec "$1" "$name" "$display" "$2"
}
