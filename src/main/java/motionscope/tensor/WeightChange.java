package motionscope.tensor;

/** Changes weights on their way into a network. */
public interface WeightChange {
    /** Leaves every weight as it is. */
    WeightChange NONE = new WeightChange() {
        @Override
        public boolean concerns(String name) {
            return false;
        }

        @Override
        public Tensor apply(String name, Tensor weight) {
            return weight;
        }
    };

    /** Whether the weight of this name is changed. */
    boolean concerns(String name);

    /**
     * The changed weight.
     *
     * @param weight float32 on the device where the network will be, in its stored shape
     * @return of the same shape, in the innermost scope
     */
    Tensor apply(String name, Tensor weight);
}
