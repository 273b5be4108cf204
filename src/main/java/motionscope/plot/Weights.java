package motionscope.plot;

import java.awt.Color;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A bar for the absolute weight of each channel, the chosen ones in colour.
 *
 * @param name what the weights are
 * @param weights (channels)
 * @param order channels from left to right
 * @param chosen (channels): whether each is chosen
 */
record Weights(String name, double[] weights, int[] order, boolean[] chosen) implements Plot.Content {
    private static final Color CHOSEN = Style.BLUE;
    private static final Color OTHERS = Pen.alpha(Style.GREY, 0.55);

    /** Up to so many bars stand apart; more of them would be hairlines. */
    private static final int MOST_APART = 160;

    static Figure figure(String name, double[] weights, int[] chosen, ChannelOrder order) {
        Check.finite(name, weights);
        boolean[] isChosen = new boolean[weights.length];
        for (int channel : chosen) {
            Check.that(
                    channel >= 0 && channel < weights.length,
                    "Channel %d was chosen; there are weights of channels 0..%d.",
                    channel,
                    weights.length - 1);
            isChosen[channel] = true;
        }
        int[] places = IntStream.range(0, weights.length)
                .boxed()
                .sorted((a, b) -> order == ChannelOrder.BY_CHANNEL
                        ? 0
                        : Double.compare(Math.abs(weights[b]), Math.abs(weights[a])))
                .mapToInt(i -> i)
                .toArray();
        double highest = IntStream.range(0, weights.length)
                .mapToDouble(c -> Math.abs(weights[c]))
                .max()
                .orElse(0);
        var x = new Axis(order.label(), -0.5 - 0.01 * weights.length, weights.length * 1.01 - 0.5, List.of());
        var y = new Axis(name, 0, highest > 0 ? highest * 1.05 : 1, List.of());
        var content = new Weights(name, weights.clone(), places, isChosen);
        return Figure.of(new AxesPanel(x, y, null, content, 380, 220));
    }

    @Override
    public void paint(Plot plot) {
        var chart = plot.chart();
        bars(plot, chart, OTHERS, channel -> !chosen[channel]);
        bars(plot, chart, CHOSEN, channel -> chosen[channel]);
        plot.pen().chart(chart::paint, plot.box());
    }

    /** All bars of one colour as one outline along the axis below; a thousand series would be slow. */
    private void bars(Plot plot, org.knowm.xchart.XYChart chart, Color colour, IntPredicate wanted) {
        double half = order.length <= MOST_APART ? 0.36 : 0.5;
        double least = plot.x().high() / plot.box().getWidth(); // a chosen bar is at least a point wide
        double reach = colour == CHOSEN ? Math.max(half, least * 0.6) : half;
        int[] places = IntStream.range(0, order.length)
                .filter(i -> wanted.test(order[i]))
                .toArray();
        if (places.length == 0) {
            return;
        }
        double[] x = new double[4 * places.length];
        double[] y = new double[4 * places.length];
        for (int i = 0; i < places.length; i++) {
            double height = Math.abs(weights[order[places[i]]]);
            for (int corner = 0; corner < 4; corner++) {
                x[4 * i + corner] = places[i] + (corner < 2 ? -reach : reach);
                y[4 * i + corner] = corner == 1 || corner == 2 ? height : 0;
            }
        }
        Plot.area(chart, x, y, colour);
    }

    @Override
    public List<Key> keys() {
        long count = IntStream.range(0, chosen.length).filter(c -> chosen[c]).count();
        return count == 0
                ? List.of()
                : List.of(
                        Key.of("chosen (" + count + ")", CHOSEN, Key.Sign.BOX),
                        Key.of("other channels", OTHERS, Key.Sign.BOX));
    }

    @Override
    public Numbers numbers() {
        var numbers = new Numbers();
        for (int channel : order) {
            numbers.row("channel", channel, name, weights[channel], "chosen", chosen[channel] ? 1 : 0);
        }
        return numbers;
    }
}
