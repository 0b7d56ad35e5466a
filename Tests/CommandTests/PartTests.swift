import TestSupport
import Testing

/// What drivers run: rows as lines in, results as lines out.
@Suite struct PartTests {
  @Test func `A training led over parts gives the bytes of the same rows alone`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("flowers.csv", try Fixture.bytes("flowers.csv"))
    let run = try await Command.script(
      """
      set -e
      "$ROWCAST" train flowers.csv --target kind --in-parts -o alone.json --quiet
      head -1 flowers.csv > part-a; sed -n '2,40p' flowers.csv >> part-a
      sed -n '41,$p' flowers.csv > part-b
      : > part-c
      mkdir work; mkfifo up down
      "$ROWCAST" part lead --head flowers.csv --lines $(wc -l < flowers.csv) --work work \
        --table-name flowers.csv --target kind -o led.json --quiet < down > up &
      exec 3> down 4< up
      while read -r line <&4; do
        pass=$(echo "$line" | sed -n 's/.*"pass": *"\\([^"]*\\)".*/\\1/p')
        [ -n "$pass" ] || break
        : > results
        for part in b c a; do
          if [ -e kept-$part ]; then
            "$ROWCAST" part run --kept "work/$pass" < kept-$part >> results
          else
            "$ROWCAST" part run "work/$pass" < part-$part > out
            grep '^{' out >> results || true
            case $line in *'"keep": true'*) grep -v '^{' out > kept-$part || true;; esac
          fi
        done
        "$ROWCAST" part merge < results >&3
        echo >&3
      done
      wait
      """, in: folder)
    expectDone(run)
    #expect(try folder.bytes("led.json") == folder.bytes("alone.json"))
    // What was found in the rows at hand is part of the way, and nothing is found in no steps.
    let model = try folder.text("alone.json").filter { !$0.isWhitespace }
    #expect(model.contains("\"iterations\":") && !model.contains("\"iterations\":0"))
  }

  @Test func `No lines are no output, and no error`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("model.csv", try Fixture.bytes("flowers.csv"))
    let prepared = try await Command.script(
      """
      "$ROWCAST" train model.csv --target kind --in-parts -o model.json --quiet --validation none &&
      "$ROWCAST" part prepare --head model.csv --model model.json --work . > /dev/null && ls pass-*
      """, in: folder)
    expectDone(prepared)
    let pass = try #require(prepared.text.split(separator: "\n").first)
    for words in [["run", String(pass)], ["merge"], ["convert"]] {
      let run = try await Command.rowcast.run(["part"] + words, in: folder)
      expectDone(run)
      #expect(run.output.isEmpty, "\(words)")
    }
    let row = Array("28.4,25.7,8.9,18.4,alpine bell\n".utf8)
    let scored = try await Command.rowcast.run(
      ["part", "run", String(pass)], input: row, in: folder)
    expectDone(scored)
    let record = try #require(try lineRecords(scored.output).first)
    #expect(record["petal_mm"] as? String == "28.4")
    #expect(record["prediction"] as? String == "alpine bell")
    let bad = try await Command.rowcast.run(
      ["part", "run", String(pass)], input: row + Array("1,2\n".utf8), in: folder)
    expectOneLine(bad, naming: "stdin:2", "2 fields instead of 5")
  }

  @Test func `A pass of another version is refused`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("pass.json", "{\"format\":\"rowcast-pass\",\"program\":\"0.0.9\"}")
    let run = try await rowcast("part", "run", "pass.json", in: folder)
    expectOneLine(run, naming: "0.0.9", "one version")
  }

  @Test(arguments: [
    ["--model", "mlp"], ["--penalty", "l1"], ["--bins", "median"], ["--curves", "smooth"],
    ["--group", "kind"], ["--categories", "target"], ["--interactions", "auto"],
  ])
  func `What parts cannot do is refused with the reason`(options: [String]) async throws {
    let run = try await Command.rowcast.run(
      ["train", Fixture.path("flowers.csv"), "--target", "kind", "--in-parts", "-o", "-"]
        + options)
    expectOneLine(run, exitCode: 2, naming: "cannot be done in parts")
  }

  @Test func `Spark gets the driver, its own options, and the program`() async throws {
    let folder = try TemporaryFolder()
    let run = try await Command.script(
      """
      printf '#!/bin/sh\nprintf "%%s\\n" "$@"\ncmp "$2" driver.py >&2\n' > spark-submit
      chmod +x spark-submit
      "$ROWCAST" spark --driver driver.py &&
      TMPDIR=$PWD PATH=$PWD:$PATH "$ROWCAST" spark --submit --master=yarn train --input in --target y
      """, in: folder)
    expectDone(run)
    let words = run.text.split(separator: "\n").map(String.init)
    #expect(words.first == "--master=yarn")
    #expect(Array(words.dropFirst(2).prefix(5)) == ["train", "--input", "in", "--target", "y"])
    #expect(words.dropFirst(7).first == "--rowcast")
    #expect(words.last?.hasSuffix("rowcast") == true)
    #expect(
      try folder.bytes("driver.py") == Fixture.bytes("../Engines/spark/rowcast_spark.py"))
    let without = try await Command.script(
      "PATH=/nowhere \"$ROWCAST\" spark train --input in --target y", in: folder)
    expectOneLine(without, naming: "spark-submit cannot be started", "--driver")
    let wrong = try await rowcast("spark", "learn", in: folder)
    expectOneLine(wrong, exitCode: 2, naming: "train, predict, convert and inspect")
  }
}
