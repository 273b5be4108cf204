# shellcheck shell=bash
# The one place that holds JVM options, environment and classpath; the command line and the kernels share them.

# Versions of the native libraries that the pom names; a CUDA host must bring the same libtorch.
TORCH_VERSION=2.7.1
TORCH_CUDA_FLAVOR=cu128

# device_of ARG...: the device a command line asks for, else MOTIONSCOPE_DEVICE, else cpu.
device_of() {
  local device=${MOTIONSCOPE_DEVICE:-cpu}
  while (($#)); do
    case $1 in
      --device=*) device=${1#*=} ;;
      --device) device=${2:-$device} ;;
    esac
    shift
  done
  echo "$device"
}

# jvm_options DEVICE: one option a line.
jvm_options() {
  local offline=true
  # On a CUDA host without an installed libtorch DJL may download it; otherwise nothing is fetched at run time.
  if [[ $1 == cuda* && -z ${PYTORCH_LIBRARY_PATH:-} ]]; then offline=false; fi
  printf '%s\n' \
    "-Xmx${MOTIONSCOPE_HEAP:-2g}" \
    -Djava.awt.headless=true \
    --enable-native-access=ALL-UNNAMED \
    -Dai.djl.offline=$offline \
    -Dai.djl.pytorch.graph_optimizer=false \
    "-Dai.djl.pytorch.num_threads=${MOTIONSCOPE_THREADS:-$(nproc)}" \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=warn
}

# settings DEVICE: environment of the program, one NAME=VALUE a line.
settings() {
  # Waiting OpenMP threads sleep instead of spinning: much faster on a machine that does other work too.
  echo "OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-PASSIVE}"
  if [[ $1 == cuda* ]]; then
    echo "MOTIONSCOPE_DEVICE=$1"
    echo "PYTORCH_VERSION=${PYTORCH_VERSION:-$TORCH_VERSION}"
    echo "PYTORCH_FLAVOR=${PYTORCH_FLAVOR:-$TORCH_CUDA_FLAVOR}"
    # float32 means float32: without this, cuDNN rounds the inputs of backward convolutions to ten bits (TF32)
    echo "NVIDIA_TF32_OVERRIDE=${NVIDIA_TF32_OVERRIDE:-0}"
    if [[ -n ${MOTIONSCOPE_GPU_MEMORY:-} ]]; then echo "MOTIONSCOPE_GPU_MEMORY=$MOTIONSCOPE_GPU_MEMORY"; fi
    if [[ -n ${PYTORCH_LIBRARY_PATH:-} ]]; then echo "PYTORCH_LIBRARY_PATH=$PYTORCH_LIBRARY_PATH"; fi
  fi
}

export_settings() {
  local line
  while IFS= read -r line; do export "${line?}"; done < <(settings "$1")
}

# classpath DEVICE: our jar and its libraries. On CUDA the CPU build of libtorch must not be found first.
classpath() {
  if [[ $1 != cuda* ]]; then
    echo "$root/target/motionscope.jar:$root/target/lib/*"
    return
  fi
  local jar path=$root/target/motionscope.jar
  for jar in "$root"/target/lib/*.jar; do
    [[ $jar == */pytorch-native-cpu-* ]] || path+=:$jar
  done
  echo "$path"
}
