package motionscope.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import motionscope.MotionScopeException;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * Pictures that pass a network in overlapping tiles, a quarter of each shared with the next; where two overlap, the result goes
 * over from one to the other in even steps (diffusers' {@code enable_tiling}, without its tiles that hold nothing new).
 *
 * @param in side of a tile of the network's input, a multiple of 4
 * @param out side of what the network makes of it, a multiple of 4
 */
record Tiling(int in, int out) {
    private static final int OVERLAP = 4;

    /**
     * Tiles for a codec.
     *
     * @param pixels side of a tile in pixels
     * @param downscale pixels along one side of a latent's position
     * @throws MotionScopeException if no quarter of such a tile is made of whole positions
     */
    static void require(int pixels, int downscale) {
        if (pixels < OVERLAP * downscale || pixels % (OVERLAP * downscale) != 0) {
            throw new MotionScopeException("Tiles of " + pixels
                    + " pixels were asked for; this codec needs a multiple of " + OVERLAP * downscale + ".");
        }
    }

    /** (n, c, h, w) -> (n, c', h', w'). */
    Tensor run(Tensor x, UnaryOperator<Tensor> network) {
        return Scope.of(() -> {
            List<Tensor> above = List.of();
            List<Tensor> rows = new ArrayList<>();
            List<Integer> tops = starts(x.size(2));
            for (int i = 0; i < tops.size(); i++) {
                List<Tensor> row = row(x, tops.get(i), above, network);
                above = row;
                rows.add(joined(row, i == tops.size() - 1));
            }
            return Tensor.cat(2, rows.toArray(Tensor[]::new));
        });
    }

    /** One row of tiles, each gone over into from the one above and the one to the left. */
    private List<Tensor> row(Tensor x, int top, List<Tensor> above, UnaryOperator<Tensor> network) {
        List<Tensor> tiles = new ArrayList<>();
        long height = Math.min(in, x.size(2) - top);
        for (int left : starts(x.size(3))) {
            long width = Math.min(in, x.size(3) - left);
            Tensor tile = network.apply(x.narrow(2, top, height).narrow(3, left, width)); // (n, c', h', w')
            if (!above.isEmpty()) {
                tile = blended(above.get(tiles.size()), tile, 2);
            }
            if (!tiles.isEmpty()) {
                tile = blended(tiles.get(tiles.size() - 1), tile, 3);
            }
            tiles.add(tile);
        }
        return tiles;
    }

    /** Three quarters of a tile further, until one reaches the edge. */
    private List<Integer> starts(long size) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        int step = in - in / OVERLAP;
        for (int start = step; start - step + in < size; start += step) {
            starts.add(start);
        }
        return starts;
    }

    /** The tile, whose first entries along a dimension go over from the last ones of the tile before. */
    private Tensor blended(Tensor before, Tensor tile, int dim) {
        long extent = Math.min(out / OVERLAP, Math.min(before.size(dim), tile.size(dim)));
        float[] share = new float[(int) extent];
        for (int i = 0; i < share.length; i++) {
            share[i] = i / (float) extent;
        }
        long[] shape = {1, 1, 1, 1};
        shape[dim] = extent;
        return Scope.of(() -> {
            Tensor weight = Tensor.of(share, shape).to(tile.device()).cast(tile.dtype());
            Tensor old = before.narrow(dim, before.size(dim) - extent, extent);
            Tensor mixed = old.add(tile.narrow(dim, 0, extent).sub(old).mul(weight));
            return Tensor.cat(dim, mixed, tile.narrow(dim, extent, tile.size(dim) - extent));
        });
    }

    /** The tiles of a row side by side, without what the next ones repeat. */
    private Tensor joined(List<Tensor> row, boolean lastRow) {
        Tensor[] parts = new Tensor[row.size()];
        for (int i = 0; i < parts.length; i++) {
            Tensor tile = row.get(i);
            long kept = out - out / OVERLAP;
            long height = lastRow ? tile.size(2) : kept;
            long width = i == parts.length - 1 ? tile.size(3) : kept;
            parts[i] = tile.narrow(2, 0, height).narrow(3, 0, width);
        }
        return Tensor.cat(3, parts);
    }
}
