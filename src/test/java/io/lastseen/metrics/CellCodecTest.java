package io.lastseen.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@DisplayName("A cell as bytes")
class CellCodecTest {
    private static final List<String> REASONS = List.of("closed", "left", "parked");

    @RepeatedTest(200)
    @DisplayName("is the same whether a change is added to bytes or to the cell itself")
    void adds_to_bytes(RepetitionInfo which) {
        long seed = 3L * which.getCurrentRepetition();
        Cell whole = filled(new Random(seed), 1, 400, new Cell());
        byte[] stored = CellCodec.encode(whole);
        Cell change = filled(new Random(seed + 1), 1, 40, new Cell());
        filled(new Random(seed + 2), -1, 40, change);
        filled(new Random(seed + 1), 1, 40, whole);
        filled(new Random(seed + 2), -1, 40, whole);

        byte[] sum = CellCodec.add(stored, change).orElseThrow();

        assertThat(sum).as("seed %d", seed).isEqualTo(CellCodec.encode(whole));
        assertThat(change.count(CellCount.SESSIONS)).isEqualTo(whole.count(CellCount.SESSIONS));
        Cell read = new Cell();
        CellCodec.decode(sum, read);
        assertThat(CellCodec.encode(read)).isEqualTo(sum);
    }

    @Test
    @DisplayName("counts whole where what is stored is several in a row, as a new trait of old sessions was made")
    void several_in_a_row() {
        Cell all = new Cell();
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        for (int part = 0; part < 3; part++) {
            stored.writeBytes(CellCodec.encode(filled(new Random(part), 1, 50, new Cell())));
            filled(new Random(part), 1, 50, all);
        }
        filled(new Random(9), 1, 20, all);

        assertThat(CellCodec.add(stored.toByteArray(), filled(new Random(9), 1, 20, new Cell()))).contains(CellCodec.encode(all));
    }

    @Test
    @DisplayName("is gone when all that was added is taken back")
    void taken_back() {
        byte[] stored = CellCodec.encode(filled(new Random(1), 1, 100, new Cell()));
        assertThat(CellCodec.add(stored, filled(new Random(1), -1, 100, new Cell()))).isEmpty();
        assertThat(CellCodec.add(stored, filled(new Random(1), -1, 99, new Cell()))).isPresent();
    }

    private static Cell filled(Random random, int sign, int sessions, Cell cell) {
        for (int i = 0; i < sessions; i++) {
            cell.count(CellCount.SESSIONS, sign);
            cell.visitor(1 + random.nextInt(300), sign);
            cell.time(CellTime.values()[random.nextInt(CellTime.values().length)], random.nextInt(5_000), sign);
            cell.reason(REASONS.get(random.nextInt(REASONS.size())), sign);
        }
        return cell;
    }
}
