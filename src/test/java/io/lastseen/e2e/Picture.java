package io.lastseen.e2e;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** What was on a screen. */
record Picture(byte[] png, BufferedImage image) {
    /** Of 255 per colour: what two ways of drawing the same letters differ in is less. */
    private static final int SAME = 32;

    static Picture of(byte[] png) {
        try {
            return new Picture(png, ImageIO.read(new ByteArrayInputStream(png)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Share of this picture's pixels that are another colour in the other one, or not there. */
    double differenceTo(Picture other) {
        long different = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                boolean there = x < other.image.getWidth() && y < other.image.getHeight();
                if (!there || !same(image.getRGB(x, y), other.image.getRGB(x, y))) {
                    different++;
                }
            }
        }
        return different / (double) ((long) image.getWidth() * image.getHeight());
    }

    /** For people, below {@code target/pictures}. */
    Picture keptAs(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "pictures"));
            Files.write(folder.resolve(name + ".png"), png);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean same(int one, int other) {
        for (int shift = 0; shift <= 16; shift += 8) {
            if (Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)) > SAME) {
                return false;
            }
        }
        return true;
    }
}
