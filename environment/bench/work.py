"""What both benchmarks share: a network with a tap, the pieces of work on it, and how they are timed."""

import statistics
import time

import torch

TIMESTEP = 399
STEPS = 25
TYPES = {"f32": torch.float32, "bf16": torch.bfloat16, "f16": torch.float16}


class ReachedTap(Exception):
    """Ends a forward behind the last block that is wanted."""


class Work:
    """Pieces of work on a denoiser; each ends when the device has finished."""

    def __init__(self, unet, scheduler, device, guidance):
        self.unet = unet.eval().requires_grad_(False)
        self.scheduler = scheduler
        self.device = device
        self.guidance = guidance
        self.timestep = torch.tensor([TIMESTEP], device=device)
        self.features = None
        self.stop_at_tap = False
        self.unet.up_blocks[1].register_forward_hook(self._tap)

    def _tap(self, module, inputs, output):
        self.features = output
        if self.stop_at_tap:
            raise ReachedTap

    def _gradient(self, latent, text, whole):
        """Forward as far as up1, or to the end, and the gradient at up1 with respect to the latent."""
        latent = latent.clone().requires_grad_(True)
        self.stop_at_tap = not whole
        try:
            self.unet(latent, self.timestep, text)
        except ReachedTap:
            pass
        finally:
            self.stop_at_tap = False
        x = self.features.float()  # (frames, channels, rows, columns)
        ((x - x.mean(0, keepdim=True)) ** 2).mean().backward()
        self.features = None

    @torch.no_grad()
    def _clip(self, latent, text):
        """Latents of a clip, with guidance of the prompt; text holds both halves."""
        self.scheduler.set_timesteps(STEPS, device=self.device)
        for timestep in self.scheduler.timesteps:
            both = self.unet(torch.cat([latent, latent]), timestep, text).sample
            uncond, cond = both.chunk(2)
            noise = uncond + self.guidance * (cond - uncond)
            latent = self.scheduler.step(noise, timestep, latent).prev_sample

    def seconds(self, name):
        start = time.perf_counter()
        getattr(self, name)()
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)
        return time.perf_counter() - start


def figure(seconds):
    """Median, least and most of some runs."""
    return {"median": statistics.median(seconds), "min": min(seconds), "max": max(seconds), "runs": len(seconds)}


def arguments(parser):
    """The options of both."""
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--precision", default="f32", choices=sorted(TYPES))
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    return parser
