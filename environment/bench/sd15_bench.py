"""Diffusers' side of `motionscope bench --model sd15 --random`: the same shapes on the same device.

usage: sd15_bench.py [--device cpu|cuda] [--precision f32|bf16|f16] [--quick] [--small] > sd15.json

Builds Stable Diffusion 1.5's networks with AnimateDiff's motion modules and random weights (nothing is downloaded) and prints
JSON: seconds, the most device memory of each piece of work, operations of a forward. Eager mode; diffusers uses PyTorch's
fused attention by itself. It needs torch and diffusers, as pytorch_bench.py does. --small: narrow networks, to try the script.
"""

import argparse
import json
import sys

import diffusers
import torch
import work
from diffusers import AutoencoderKL, DDIMScheduler, UNetMotionModel
from torch.utils.flop_counter import FlopCounterMode

FRAMES = 16
TOKENS = 77
GUIDANCE = 7.5


class Work(work.Work):
    """Networks of Stable Diffusion 1.5's size, or narrow ones."""

    def __init__(self, device, precision, small):
        device = torch.device(device)
        self.dtype = work.TYPES[precision]
        width = 32 if small else 320
        self.side = 8 if small else 64
        text_width = 32 if small else 768
        codec_widths = [32, 32, 64, 64] if small else [128, 256, 512, 512]
        torch.manual_seed(7)
        with device:
            unet = UNetMotionModel(
                block_out_channels=(width, 2 * width, 4 * width, 4 * width),
                cross_attention_dim=text_width,
                num_attention_heads=8,
                motion_num_attention_heads=8,
                motion_max_seq_length=32,
                use_motion_mid_block=True,
            )
            self.codec = AutoencoderKL(
                block_out_channels=codec_widths,
                down_block_types=["DownEncoderBlock2D"] * 4,
                up_block_types=["UpDecoderBlock2D"] * 4,
                layers_per_block=2,
                latent_channels=4,
            )
        # float16 is too narrow for Stable Diffusion's autoencoder
        self.codec_dtype = torch.float32 if precision == "f16" else self.dtype
        self.codec = self.codec.to(self.codec_dtype).eval().requires_grad_(False)
        scheduler = DDIMScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="linear",
            clip_sample=False,
            set_alpha_to_one=False,
            steps_offset=0,
            timestep_spacing="leading",
        )
        super().__init__(unet.to(self.dtype), scheduler, device, GUIDANCE)
        self.latent = self._noise(1, 4, FRAMES, self.side, self.side)
        self.both = torch.cat([self.latent, self.latent])
        self.text = self._noise(2, TOKENS, text_width).repeat_interleave(FRAMES, 0)

    def _noise(self, *shape):
        return torch.randn(shape, device=self.device, dtype=self.dtype)

    @torch.no_grad()
    def forward(self):
        """Both halves of classifier-free guidance."""
        self.unet(self.both, self.timestep, self.text)

    def gradient(self):
        """Of one half."""
        self._gradient(self.latent, self.text[:FRAMES], whole=False)

    def clip(self):
        self._clip(self.latent, self.text)

    @torch.no_grad()
    def decode(self):
        """Frames of a clip, one by one: as many at once as our side decodes."""
        frames = self.latent[0].transpose(0, 1).to(self.codec_dtype)
        for frame in frames:
            self.codec.decode(frame[None] / self.codec.config.scaling_factor)

    def operations(self):
        """Multiplications and additions of a forward."""
        with FlopCounterMode(display=False) as counter:
            self.forward()
        return counter.get_total_flops()


RUNS = {"forward": 9, "gradient": 9, "clip": 3, "decode": 3}


def figure(pieces, name, runs):
    """Memory of a first run, then median, least and most seconds of the others."""
    cuda = pieces.device.type == "cuda"
    if cuda:
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats(pieces.device)
    pieces.seconds(name)
    found = {"gigabytes": torch.cuda.max_memory_reserved(pieces.device) / 1e9} if cuda else {}
    return found | work.figure([pieces.seconds(name) for _ in range(runs)])


def main():
    parser = work.arguments(argparse.ArgumentParser(description="diffusers' side of the benchmark at full size"))
    parser.add_argument("--small", action="store_true", help="narrow networks")
    options = parser.parse_args()
    # what Java's side does: float32 means float32
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cuda.matmul.allow_tf32 = False
    pieces = Work(options.device, options.precision, options.small)
    name = torch.cuda.get_device_name(options.device) if pieces.device.type == "cuda" else "cpu"
    figures = {}
    for piece, runs in RUNS.items():
        print(f"measuring {piece} ...", file=sys.stderr)
        figures[piece] = figure(pieces, piece, min(runs, 3 if runs == 9 else 1) if options.quick else runs)
    description = f"torch {torch.__version__}, diffusers {diffusers.__version__}, {name}, {options.precision}"
    result = {"description": description, "forward_operations": float(pieces.operations()), "figures": figures}
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
