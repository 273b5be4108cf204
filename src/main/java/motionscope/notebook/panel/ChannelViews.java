package motionscope.notebook.panel;

import java.util.List;
import motionscope.experiment.explore.ChannelsAt;
import motionscope.experiment.explore.ClipPreviews;
import motionscope.experiment.explore.Response;
import motionscope.model.Tap;
import motionscope.motion.FeatureKind;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;
import motionscope.notebook.widget.Picture;
import motionscope.notebook.widget.PointPicker;
import motionscope.plot.Curves;
import motionscope.plot.Overlay;
import motionscope.plot.Scale;
import motionscope.video.Clip;
import motionscope.video.world.LabelledClips;

/** What the channel explorer shows of channels at one tap and timestep. */
record ChannelViews(LabelledClips<?> clips, ChannelsAt channels, ClipPreviews previews) {
    /** Pixels of a frame in the page. */
    static final int SIDE = 240;

    /** Clips shown that rise most, and as many that fall most. */
    private static final int CLIPS = 4;

    /** What is looked at. */
    record Look(int channel, int clip, int frame, boolean cr) {}

    Tap tap() {
        return channels.features().tap();
    }

    int timestep() {
        return (int) Math.round(channels.features().timestep());
    }

    /** A channel over the grey frame; gives the scale bar. */
    String activation(Look look, PointPicker picker) {
        Overlay overlay = channels.activation(look.clip(), look.frame(), look.channel(), look.cr());
        String words = "Channel %d over frame %d of clip %d".formatted(look.channel(), look.frame(), look.clip());
        picker.show(overlay.image(), SIDE, channels.features().columns(), words);
        return Looks.bar(overlay.scale(), look.cr() ? "value, CR" : "value");
    }

    /** The channel's curves: a mean and a band for each motion. */
    String curves(int channel) {
        Curves curves = Curves.over("frame", "channel " + channel + ", CR").box(280, 176);
        channels.curvesByMotion(channel).forEach(curves::add);
        return curves.figure().pageSvg();
    }

    /** The clips in which the channel rises most, then those in which it falls most. */
    String responses(int channel) {
        List<Response> all = channels.responses(channel);
        int shown = Math.min(CLIPS, all.size() / 2);
        if (shown == 0) {
            return "<div class=\"ms-clips\">" + one(all.get(0)) + "</div>";
        }
        StringBuilder html = new StringBuilder("<b>It rises most in</b><div class=\"ms-clips\">");
        all.subList(0, shown).forEach(response -> html.append(one(response)));
        html.append("</div><b>It falls most in</b><div class=\"ms-clips\">");
        for (int i = 0; i < shown; i++) {
            html.append(one(all.get(all.size() - 1 - i)));
        }
        return html.append("</div>")
                .append(Looks.note(
                        "Rise of the straight line through the channel's curve, from the first frame to the last."))
                .toString();
    }

    private String one(Response response) {
        String sign = response.rise() < 0 ? "" : "+";
        return Looks.clip(
                previews.mp4(response.clip()),
                "clip %d, %s: %s%s".formatted(response.clip(), response.motion(), sign, Looks.number(response.rise())));
    }

    /** Where a clip is like one point of the clip that is looked at; gives the scale bar. */
    String similarity(Look look, PointPicker.Place place, int target, Likeness likeness, Picture picture) {
        Clip clip = clips.clips().get(look.clip());
        int x = PointPicker.Place.pixel(place.x(), clip.width());
        int y = PointPicker.Place.pixel(place.y(), clip.height());
        double[][] map = channels.similarity(
                        look.clip(), look.frame(), x, y, target, likeness.kind(), likeness.channels())
                .grid();
        Overlay overlay = Overlay.of(clips.clips().get(target).image(look.frame()), map, Scale.cosine());
        if (target == look.clip()) {
            overlay = overlay.ringed(place.x(), place.y());
        }
        picture.png(overlay.png(), SIDE, "Likeness of clip %d to the point, frame %d".formatted(target, look.frame()));
        return Looks.bar(
                overlay.scale(),
                "cosine, %s, frame %d".formatted(likeness.kind().word(), look.frame()));
    }

    /** What is compared; the channels count for MOFT only. */
    record Likeness(FeatureKind kind, MotionChannels channels) {}

    /** How a clip is called in a list. */
    static String name(LabelledClips<?> clips, int clip) {
        return "%d: %s, scene %d"
                .formatted(
                        clip,
                        MotionAxis.word(clips.motions().get(clip)),
                        clips.scenes().get(clip));
    }
}
