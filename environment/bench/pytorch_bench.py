"""PyTorch's side of the benchmark: the same work as `motionscope bench`, with diffusers.

usage: pytorch_bench.py MODEL_DIR [--device cpu|cuda] [--precision f32|bf16|f16] [--threads N] [--quick] [--serve]

Prints JSON. With --serve it first prints a line about itself, then does one piece of work for each line it reads (forward,
gradient, gradient_whole, clip) and prints the seconds it took: so the Java side can take turns with it. It needs torch and
diffusers, which nothing else of this project does:

    python3 -m venv bench-venv && bench-venv/bin/pip install torch==2.7.1 diffusers==0.42.1
"""

import argparse
import json
import sys

import diffusers
import torch
import work
from diffusers import DDIMScheduler, UNetMotionModel

SHAPE = (1, 12, 16, 32, 32)  # clips, channels, frames, rows, columns
TOKENS = (12, 128)
GUIDANCE = 3.0


class Work(work.Work):
    """The bundled model."""

    def __init__(self, folder, device, precision):
        dtype = work.TYPES[precision]
        device = torch.device(device)
        unet = UNetMotionModel.from_pretrained(folder + "/unet", torch_dtype=dtype, low_cpu_mem_usage=False)
        super().__init__(unet.to(device), DDIMScheduler.from_pretrained(folder + "/scheduler"), device, GUIDANCE)
        generator = torch.Generator().manual_seed(7)
        self.latent = torch.randn(SHAPE, generator=generator).to(device, dtype)
        text = torch.randn((1, *TOKENS), generator=generator).to(device, dtype)
        self.text = text.repeat_interleave(SHAPE[2], 0)

    @torch.no_grad()
    def forward(self):
        self.unet(self.latent, self.timestep, self.text)

    def gradient(self):
        self._gradient(self.latent, self.text, whole=False)

    def gradient_whole(self):
        """The same after a whole forward, the way of published code."""
        self._gradient(self.latent, self.text, whole=True)

    def clip(self):
        self._clip(self.latent, torch.cat([self.text, self.text]))


RUNS = {"forward": 9, "gradient": 9, "gradient_whole": 5, "clip": 1}


def figures(pieces, quick):
    """Median, least and most seconds of each piece of work, after one run that does not count."""
    found = {}
    for name, runs in RUNS.items():
        if name != "clip":
            pieces.seconds(name)
        found[name] = work.figure([pieces.seconds(name) for _ in range(min(runs, 3) if quick else runs)])
    return found


def serve(pieces, description):
    print(json.dumps(description), flush=True)
    for line in sys.stdin:
        name = line.strip()
        if name not in RUNS:
            sys.exit(f"pytorch_bench: unknown work {name!r}; it has {', '.join(RUNS)}")
        print(json.dumps(pieces.seconds(name)), flush=True)


def main():
    parser = work.arguments(argparse.ArgumentParser(description="PyTorch's side of the benchmark"))
    parser.add_argument("model")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--serve", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    description = (
        f"torch {torch.__version__}, diffusers {diffusers.__version__}, "
        f"{options.device}, {options.precision}, {torch.get_num_threads()} threads"
    )
    pieces = Work(options.model, options.device, options.precision)
    if options.serve:
        serve(pieces, description)
    else:
        print(json.dumps({"description": description, "figures": figures(pieces, options.quick)}, indent=1))


if __name__ == "__main__":
    main()
