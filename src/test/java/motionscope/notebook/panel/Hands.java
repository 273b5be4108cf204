package motionscope.notebook.panel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import motionscope.notebook.widget.Button;
import motionscope.notebook.widget.Control;
import motionscope.notebook.widget.FakeComms;
import motionscope.notebook.widget.Panel;
import motionscope.notebook.widget.Session;

/** A person before a panel: changes a control and waits until the panel has answered. */
final class Hands {
    final FakeComms page = new FakeComms();
    private final Session session = new Session(page);

    void open(Panel panel) {
        panel.open(session);
    }

    /** @param trait of the page's widget; its value as JSON */
    <T> void change(Control<T> control, String trait, String json) {
        CountDownLatch answered = new CountDownLatch(1);
        control.onChange(value -> answered.countDown()); // runs behind the panel's own callbacks
        page.change(control, trait, json);
        await(answered);
    }

    void click(Button button) {
        CountDownLatch answered = new CountDownLatch(1);
        button.onClick(answered::countDown);
        page.click(button);
        await(answered);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS), "the panel does not answer");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
