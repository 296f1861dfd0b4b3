package io.lastseen.e2e.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;

/** Mouse and keyboard of a tab. All input goes through the browser's input pipeline, so pages see trusted events. */
final class Hand {
    private static final int STEPS = 6;

    private final Tab tab;
    private double x = 5;
    private double y = 5;

    Hand(Tab tab) {
        this.tab = tab;
    }

    void click(String selector) {
        moveTo(selector);
        press();
    }

    /** A click where the mouse is. */
    void press() {
        mouse("mousePressed", 1);
        mouse("mouseReleased", 1);
    }

    void moveTo(String selector) {
        tab.waitFor("document.querySelector(" + quote(selector) + ")", Duration.ofSeconds(10));
        JsonNode box = tab.evaluate("""
                (() => { const e = document.querySelector(%s);
                  e.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
                  const r = e.getClientRects()[0];
                  return {x: r.left + r.width / 2, y: r.top + r.height / 2}; })()""".formatted(quote(selector)));
        double fromX = x;
        double fromY = y;
        for (int step = 1; step <= STEPS; step++) {
            x = fromX + (box.get("x").asDouble() - fromX) * step / STEPS;
            y = fromY + (box.get("y").asDouble() - fromY) * step / STEPS;
            mouse("mouseMoved", 0);
        }
    }

    private void mouse(String kind, int buttons) {
        tab.ask("Input.dispatchMouseEvent", Map.of("type", kind, "x", x, "y", y,
                "button", buttons == 0 ? "none" : "left", "buttons", buttons, "clickCount", buttons));
    }

    void type(String text) {
        text.codePoints().mapToObj(Character::toString).forEach(this::key);
    }

    private void key(String character) {
        int code = Character.toUpperCase(character.codePointAt(0));
        tab.ask("Input.dispatchKeyEvent", Map.of("type", "keyDown", "text", character, "unmodifiedText", character,
                "key", character, "windowsVirtualKeyCode", code));
        tab.ask("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", character, "windowsVirtualKeyCode", code));
    }

    void scroll(int pixels) {
        double before = tab.evaluate("scrollY").asDouble();
        tab.ask("Input.dispatchMouseEvent", Map.of("type", "mouseWheel", "x", 400, "y", 400, "deltaX", 0, "deltaY", pixels));
        tab.waitFor("scrollY !== " + before, Duration.ofSeconds(10));
    }

    private static String quote(String selector) {
        return "'" + selector.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
