package motionscope.notebook.widget;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Comms whose messages leave by an outbox, in order: widgets may change on any thread, interrupted or not. Only opening waits,
 * for the comm's id. JupyterLab finds a widget by its comm, so it does not matter in which cell's name a message leaves.
 */
public final class PostedComms implements Comms {
    private final Comms comms;
    private final Outbox outbox;

    public PostedComms(Comms comms, Outbox outbox) {
        this.comms = comms;
        this.outbox = outbox;
    }

    @Override
    public String open(
            String target, String data, Map<String, Object> metadata, List<byte[]> buffers, Listener listener) {
        return outbox.call(() -> comms.open(target, data, metadata, buffers, listener));
    }

    @Override
    public void send(String id, String data, List<byte[]> buffers) {
        long size = data.length();
        if (buffers != null) {
            size += buffers.stream().mapToLong(bytes -> bytes.length).sum();
        }
        outbox.post(size, () -> comms.send(id, data, buffers));
    }

    @Override
    public void close(String id) {
        outbox.post(0, () -> comms.close(id));
    }

    @Override
    public void accept(String target, Function<String, Listener> opened) {
        comms.accept(target, opened);
    }

    @Override
    public Cell cell() {
        return comms.cell();
    }
}
