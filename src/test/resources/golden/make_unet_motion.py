"""Draws the small UNetMotionModel cases beside this file.

They cover what `unet_motion_small` and `unet_motion_v2` leave out: two and three levels, options that are lists, linear
projections, several layers in the mid block, motion modules of depth two, clips of one frame and of the most frames,
odd sizes that are not square, batches with a text and a timestep each.

Run it with torch 2.7.1 and diffusers 0.42.1 from any folder: `python make_unet_motion.py`. It writes one folder a case:
config.json and weights as `save_pretrained` writes them, io.safetensors (inputs `in.*`, results `out` and `tap.*`),
io_gradient.safetensors (the loss mean((tap.up1 - target)^2) and its gradient `grad.sample`), and meta.json. Every
parameter is drawn anew, because diffusers starts some projections at zero, which would hide what stands behind them;
the script ends with an error if the output does not depend on one of them.
"""

import json
import math
from pathlib import Path

import diffusers
import numpy
import torch
import transformers
from diffusers import UNetMotionModel
from safetensors.torch import save_file

HERE = Path(__file__).resolve().parent
CROSS_DOWN, PLAIN_DOWN = "CrossAttnDownBlockMotion", "DownBlockMotion"
CROSS_UP, PLAIN_UP = "CrossAttnUpBlockMotion", "UpBlockMotion"

CASES = {
    "unet_motion_lists": dict(
        seed=1,
        notes="three levels; layers, heads and depths are lists; linear projections; the finest down block has no "
        "attention; three clips of odd, non-square size with a text and a timestep each",
        clips=3, frames=3, rows=7, columns=10, tokens=4, timesteps=[1, 999, 430],
        config=dict(
            block_out_channels=(8, 4, 8),
            down_block_types=(PLAIN_DOWN, CROSS_DOWN, CROSS_DOWN),
            up_block_types=(PLAIN_UP, CROSS_UP, PLAIN_UP),
            layers_per_block=[1, 2, 1],
            num_attention_heads=[1, 2, 4],
            motion_num_attention_heads=[4, 1, 2],
            norm_num_groups=2,
            transformer_layers_per_block=[1, 2, 1],
            temporal_transformer_layers_per_block=[2, 1, 1],
            use_linear_projection=True,
            cross_attention_dim=6,
            motion_max_seq_length=5,
        ),
    ),
    "unet_motion_deep_mid": dict(
        seed=2,
        notes="two levels; two layers in the mid block, each with two spatial and two motion transformer blocks; as "
        "many frames as the position table has; another epsilon and another number of groups",
        clips=1, frames=6, rows=6, columns=5, tokens=1, timesteps=[250],
        config=dict(
            block_out_channels=(12, 8),
            down_block_types=(CROSS_DOWN, PLAIN_DOWN),
            up_block_types=(PLAIN_UP, CROSS_UP),
            layers_per_block=1,
            num_attention_heads=2,
            motion_num_attention_heads=(1, 4),
            transformer_layers_per_mid_block=2,
            temporal_transformer_layers_per_mid_block=2,
            mid_block_layers=2,
            norm_num_groups=2,
            norm_eps=1e-3,
            cross_attention_dim=10,
            motion_max_seq_length=6,
        ),
    ),
    "unet_motion_one_frame": dict(
        seed=3,
        notes="one frame; other numbers of channels in and out; no motion module in a mid block of two layers; motion "
        "modules of depth two; sides of 3 and 9",
        clips=2, frames=1, rows=3, columns=9, tokens=3, timesteps=[77],
        config=dict(
            in_channels=5,
            out_channels=3,
            block_out_channels=(8, 8),
            down_block_types=(CROSS_DOWN, CROSS_DOWN),
            up_block_types=(CROSS_UP, CROSS_UP),
            layers_per_block=(1, 2),
            num_attention_heads=(4, 2),
            norm_num_groups=2,
            motion_num_attention_heads=2,
            temporal_transformer_layers_per_block=2,
            mid_block_layers=2,
            use_motion_mid_block=False,
            cross_attention_dim=7,
            motion_max_seq_length=4,
        ),
    ),
}


def redraw(model, generator):
    """Weights keep the size of activations; scales lie around 1, offsets around 0."""
    for name, parameter in model.named_parameters():
        draw = torch.randn(parameter.shape, generator=generator)
        if parameter.dim() > 1:
            parameter.data = draw / math.sqrt(parameter[0].numel())
        elif "norm" in name and name.endswith("weight"):
            parameter.data = 1 + 0.3 * draw
        else:
            parameter.data = 0.3 * draw


def tapped(model, call):
    """The output and the results of the blocks and of the layers of the first and the last of them."""
    taps, handles = {}, []

    def keep(name):
        def hook(_, __, result):
            value = result[0] if isinstance(result, tuple) else result
            taps["tap." + name] = value

        return hook

    def watch(name, module):
        handles.append(module.register_forward_hook(keep(name)))

    watch("temb", model.time_embedding)
    for i, block in enumerate(model.down_blocks):
        watch(f"down{i}", block)
    watch("mid", model.mid_block)
    for i, block in enumerate(model.up_blocks):
        watch(f"up{i}", block)
    for block, module in (("mid", model.mid_block), ("up0", model.up_blocks[0])):
        for kind, layers in (("resnet", "resnets"), ("attention", "attentions"), ("motion", "motion_modules")):
            for i, layer in enumerate(getattr(module, layers, [])):
                watch(f"{block}.{kind}{i}", layer)
    out = call(model)
    for handle in handles:
        handle.remove()
    return out, taps


def has_effect(name, frames, tokens):
    """Attention to a single key does not depend on query and key."""
    one_key = frames == 1 and "motion_modules" in name or tokens == 1 and "attn2" in name and "motion" not in name
    projects_query = "to_q" in name or "to_k" in name
    before_query = tokens == 1 and ".norm2." in name and "motion" not in name
    return not (one_key and projects_query) and not before_query


def make(case, seed, notes, clips, frames, rows, columns, tokens, timesteps, config):
    folder = HERE / case
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    model = UNetMotionModel(**{"norm_num_groups": 4, **config}).eval()
    redraw(model, generator)
    sample = torch.randn(clips, model.config.in_channels, frames, rows, columns, generator=generator)
    text = torch.randn(clips, tokens, config["cross_attention_dim"], generator=generator)
    timestep = torch.tensor(timesteps if len(timesteps) > 1 else timesteps[0])

    def call(net):
        kind = net.dtype
        return net(sample.to(kind), timestep, text.to(kind).repeat_interleave(frames, dim=0)).sample

    with torch.no_grad():
        out, taps = tapped(model, call)
        exact, exact_taps = tapped(model.double(), call)
        round_off = max((exact_taps[name] - taps[name]).abs().max().item() for name in taps)
        round_off = max(round_off, (exact - out).abs().max().item())
    model.float()

    call(model).square().mean().backward()
    for name, parameter in model.named_parameters():
        if has_effect(name, frames, tokens) and not parameter.grad.abs().max() > 1e-9:
            raise SystemExit(f"{case}: the output does not depend on {name}")
    model.zero_grad()

    target = taps["tap.up1"] + torch.randn(taps["tap.up1"].shape, generator=generator)
    sample.requires_grad_(True)
    loss = (tapped(model, call)[1]["tap.up1"] - target).square().mean()
    (gradient,) = torch.autograd.grad(loss, sample)
    sample.requires_grad_(False)

    folder.mkdir(exist_ok=True)
    model.save_pretrained(folder)
    io = {"in.sample": sample, "in.text": text, "in.timestep": timestep, "out": out, **taps}
    save_file({k: v.detach().clone(memory_format=torch.contiguous_format) for k, v in io.items()}, folder / "io.safetensors")
    gradients = {"target": target, "loss": loss.detach(), "grad.sample": gradient}
    save_file({k: v.detach().clone(memory_format=torch.contiguous_format) for k, v in gradients.items()}, folder / "io_gradient.safetensors")
    meta = {
        "case": case,
        "seed": seed,
        "model": "UNetMotionModel",
        "tolerance": {"abs": float(f"{20 * round_off:.0e}"), "rel": 1e-4},
        "f32_vs_f64": round_off,
        "call": "model(in.sample, in.timestep, in.text.repeat_interleave(frames, dim=0)).sample",
        "notes": notes,
        "versions": {
            "torch": torch.__version__.split("+")[0],
            "diffusers": diffusers.__version__,
            "transformers": transformers.__version__,
            "numpy": numpy.__version__,
        },
    }
    (folder / "meta.json").write_text(json.dumps(meta, indent=1) + "\n")
    for file in folder.iterdir():
        file.chmod(0o644)
    size = sum(f.stat().st_size for f in folder.iterdir())
    print(f"{case}: {size / 1000:.0f} kB, largest output {out.abs().max():.2f}, round-off {round_off:.1e}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    for case, settings in CASES.items():
        make(case, **settings)
