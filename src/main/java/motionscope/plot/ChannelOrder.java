package motionscope.plot;

/** How channels stand side by side in a figure. */
public enum ChannelOrder {
    /** The largest absolute weight first: how fast the weights fall. */
    BY_WEIGHT("channels, the largest weight first"),
    /** As in the network: where the channels are. */
    BY_CHANNEL("channel");

    private final String label;

    ChannelOrder(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
