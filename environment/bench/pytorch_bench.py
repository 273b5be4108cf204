"""PyTorch's side of the benchmark: the same work as `motionscope bench`, with diffusers.

usage: pytorch_bench.py MODEL_DIR [--device cpu|cuda] [--precision f32|bf16|f16] [--threads N] [--quick] [--serve]

Prints JSON. With --serve it first prints a line about itself, then does one piece of work for each line it reads (forward,
gradient, gradient_whole, clip) and prints the seconds it took: so the Java side can take turns with it. It needs torch and
diffusers, which nothing else of this project does:

    python3 -m venv bench-venv && bench-venv/bin/pip install torch==2.7.1 diffusers==0.42.1
"""

import argparse
import json
import statistics
import sys
import time

import diffusers
import torch
from diffusers import DDIMScheduler, UNetMotionModel

SHAPE = (1, 12, 16, 32, 32)  # clips, channels, frames, rows, columns
TOKENS = (12, 128)
TIMESTEP = 399
STEPS = 25
GUIDANCE = 3.0
TYPES = {"f32": torch.float32, "bf16": torch.bfloat16, "f16": torch.float16}


class ReachedTap(Exception):
    """Ends a forward behind the last block that is wanted."""


class Work:
    """The pieces of work; each ends when the device has finished."""

    def __init__(self, folder, device, precision):
        self.device = torch.device(device)
        dtype = TYPES[precision]
        self.unet = UNetMotionModel.from_pretrained(folder + "/unet", torch_dtype=dtype, low_cpu_mem_usage=False)
        self.unet = self.unet.to(self.device).eval().requires_grad_(False)
        self.scheduler = DDIMScheduler.from_pretrained(folder + "/scheduler")
        generator = torch.Generator().manual_seed(7)
        self.latent = torch.randn(SHAPE, generator=generator).to(self.device, dtype)
        text = torch.randn((1, *TOKENS), generator=generator).to(self.device, dtype)
        self.text = text.repeat_interleave(SHAPE[2], 0)
        self.timestep = torch.tensor([TIMESTEP], device=self.device)
        self.features = None
        self.stop_at_tap = False
        self.unet.up_blocks[1].register_forward_hook(self._tap)

    def _tap(self, module, inputs, output):
        self.features = output
        if self.stop_at_tap:
            raise ReachedTap

    @torch.no_grad()
    def forward(self):
        self.unet(self.latent, self.timestep, self.text)

    def gradient(self):
        """Forward as far as up1 and the gradient with respect to the latent."""
        self.stop_at_tap = True
        try:
            self.gradient_whole()
        finally:
            self.stop_at_tap = False

    def gradient_whole(self):
        """The same after a whole forward, the way of published code."""
        latent = self.latent.clone().requires_grad_(True)
        try:
            self.unet(latent, self.timestep, self.text)
        except ReachedTap:
            pass
        x = self.features.float()  # (frames, channels, rows, columns)
        ((x - x.mean(0, keepdim=True)) ** 2).mean().backward()
        self.features = None

    @torch.no_grad()
    def clip(self):
        self.scheduler.set_timesteps(STEPS, device=self.device)
        latent = self.latent
        for timestep in self.scheduler.timesteps:
            both = self.unet(
                torch.cat([latent, latent]),
                torch.stack([timestep, timestep]),
                torch.cat([self.text, self.text]),
            ).sample
            uncond, cond = both.chunk(2)
            noise = uncond + GUIDANCE * (cond - uncond)
            latent = self.scheduler.step(noise, timestep, latent).prev_sample

    def seconds(self, name):
        start = time.perf_counter()
        getattr(self, name)()
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)
        return time.perf_counter() - start


RUNS = {"forward": 9, "gradient": 9, "gradient_whole": 5, "clip": 1}


def figures(work, quick):
    """Median, least and most seconds of each piece of work, after one run that does not count."""
    found = {}
    for name, runs in RUNS.items():
        if name != "clip":
            work.seconds(name)
        seconds = [work.seconds(name) for _ in range(min(runs, 3) if quick else runs)]
        found[name] = {
            "median": statistics.median(seconds),
            "min": min(seconds),
            "max": max(seconds),
            "runs": len(seconds),
        }
    return found


def serve(work, description):
    print(json.dumps(description), flush=True)
    for line in sys.stdin:
        name = line.strip()
        if name not in RUNS:
            sys.exit(f"pytorch_bench: unknown work {name!r}; it has {', '.join(RUNS)}")
        print(json.dumps(work.seconds(name)), flush=True)


def main():
    parser = argparse.ArgumentParser(description="PyTorch's side of the benchmark")
    parser.add_argument("model")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--precision", default="f32", choices=sorted(TYPES))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--serve", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    description = (
        f"torch {torch.__version__}, diffusers {diffusers.__version__}, "
        f"{options.device}, {options.precision}, {torch.get_num_threads()} threads"
    )
    work = Work(options.model, options.device, options.precision)
    if options.serve:
        serve(work, description)
    else:
        print(json.dumps({"description": description, "figures": figures(work, options.quick)}, indent=1))


if __name__ == "__main__":
    main()
