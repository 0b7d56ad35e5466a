import Foundation
import TestSupport
import Testing

@Suite struct LearningTests {
  /// One fit and nothing compared: for what does not hang on the choice of a model.
  private static let plain = ["--C", "1", "--hinges", "none", "--validation", "none"]

  /// The header and so many customers.
  private func customers(_ rows: Int, in folder: TemporaryFolder) throws -> String {
    let lines = try Fixture.text("customers.csv").split(separator: "\n")
    return try folder.write("customers.csv", lines.prefix(1 + rows).joined(separator: "\n") + "\n")
  }

  private func train(_ input: String, _ arguments: [String], in folder: TemporaryFolder)
    async throws
  {
    expectDone(
      try await Command.rowcast.run(["train", input, "--quiet"] + arguments, in: folder))
  }

  @Test func `From a workbook to a judged model and scored customers`() async throws {
    let folder = try TemporaryFolder()
    let trained = try await rowcast(
      "train", Fixture.path("customers.xlsx"), "--target", "churned", "--max-iterations", "30",
      "-o",
      "model.json", in: folder)
    expectDone(trained)
    #expect(trained.text.contains("churned"))

    let judged = try await rowcast(
      "evaluate", "model.json", Fixture.path("customers.csv"), "--json", in: folder)
    expectDone(judged)
    let accuracy = try score("accuracy", in: judged.output)
    let logLoss = try score("logLoss", in: judged.output)
    // 0.72 is always saying no, with a log-loss of 0.59.
    #expect(accuracy > 0.77 && accuracy < 0.9)
    #expect(logLoss > 0.3 && logLoss < 0.48)

    let scored = try await rowcast(
      "predict", "model.json", Fixture.path("april.csv"), "-o", "april.csv", in: folder)
    expectDone(scored)
    let before = try Fixture.text("april.csv").split(separator: "\n")
    let after = try folder.text("april.csv").split(separator: "\n")
    #expect(after.count == before.count)
    #expect(after[0] == before[0] + ",prediction,probability_no,probability_yes")
    let wrong = zip(before, after).dropFirst().filter { old, new in
      let fields = new.split(separator: ",", omittingEmptySubsequences: false).suffix(3)
      let probabilities = fields.suffix(2).compactMap { Double($0) }
      guard probabilities.count == 2, abs(probabilities[0] + probabilities[1] - 1) < 1e-9 else {
        return true
      }
      // Texts that look like numbers are written in quotes; nothing else of the input changes.
      return fields.first != (probabilities[1] > 0.5 ? "yes" : "no")
        || !new.replacing("\"", with: "").hasPrefix(old)
    }
    #expect(wrong.isEmpty, "\(wrong.count) rows, such as \(wrong.first?.1 ?? "")")
  }

  @Test func `Numbers with another decimal mark than in training are read by what the rows prove`()
    async throws
  {
    let folder = try TemporaryFolder()
    let rows = (0..<80).map { i in
      (
        share: "\(i * 37 % 100).\(i % 9 + 1)", a: "\(i * 53 % 7).\(i * 7 % 90 + 10)5",
        isHigh: i * 37 % 100 > 50
      )
    }
    func comma(_ text: String) -> String { text.replacing(".", with: ",") }
    try folder.write(
      "points.csv",
      "share,a,y\n" + rows.map { "\($0.share)%,\($0.a),\($0.isHigh ? "yes" : "no")\n" }.joined())
    try await train("points.csv", ["--target", "y", "-o", "m.json"] + Self.plain, in: folder)
    try folder.write(
      "some.csv", "share,a\n" + rows.prefix(9).map { "\($0.share)%,\($0.a)\n" }.joined())
    try folder.write(
      "commas.csv",
      "share;a\n" + rows.prefix(9).map { "\(comma($0.share))%;\(comma($0.a))\n" }.joined())
    try folder.write("one.csv", "share;a\n\(comma(rows[0].share))%;\(comma(rows[0].a))\n")
    func scores(_ file: String) async throws -> [String] {
      let run = try await rowcast(
        "predict", "m.json", file, "--to", "csv", in: folder)
      expectDone(run)
      return run.text.split(separator: "\n").map { String($0.split(separator: ",").last ?? "") }
    }
    let expected = try await scores("some.csv")
    #expect(try await scores("commas.csv") == expected)
    #expect(try await scores("one.csv") == Array(expected.prefix(2)))
  }

  @Test func `A scored workbook holds what the scored lines hold`() async throws {
    let folder = try TemporaryFolder()
    let input = Fixture.path("april.csv")
    try await train(
      try customers(400, in: folder),
      ["--target", "churned", "--model", "logistic", "-o", "m.json"] + Self.plain, in: folder)
    for name in ["a.xlsx", "a.ndjson", "a.json"] {
      expectDone(try await rowcast("predict", "m.json", input, "-o", name, in: folder))
    }
    let lines = try lineRecords(try folder.bytes("a.ndjson"))
    #expect(lines.count == 300)
    #expect(lines as NSArray == (try records(try folder.bytes("a.json"))) as NSArray)
    let book = try await rowcast("convert", "a.xlsx", in: folder)
    expectDone(book)
    let cells = try lineRecords(book.output)
    #expect(cells.count == 300)
    let wrong = zip(lines, cells).filter { line, cell in
      let (a, b) = (line["probability_yes"] as? Double, cell["probability_yes"] as? Double)
      return line["customer_id"] as? String != cell["customer_id"] as? String
        || line["prediction"] as? String != cell["prediction"] as? String
        || abs((a ?? -1) - (b ?? -2)) > 1e-9
    }
    #expect(wrong.isEmpty, "\(wrong.count) rows")
  }

  @Test func `A first record that names the target is the header`() async throws {
    let folder = try TemporaryFolder()
    // Nothing else tells these names from values.
    let rows = String(repeating: "a1,a1,y\nb3,b3,n\n", count: 30)
    try folder.write("plain.csv", "q1,q2,answer\n" + rows)
    let run = try await Command.rowcast.run(
      ["train", "plain.csv", "--target", "answer", "--model", "logistic", "-o", "m.json"],
      in: folder)
    #expect(run.exitCode == 0)
    #expect(run.errors.contains("plain.csv:1: taken for the header, as it has \"answer\""))
    // So it is for those who ask for its names.
    for arguments in [
      ["predict", "m.json", "plain.csv"], ["evaluate", "m.json", "plain.csv"],
      ["convert", "plain.csv", "--columns", "q2"],
      ["convert", "plain.csv", "--where", "q1 = \"a1\""],
    ] {
      let other = try await Command.rowcast.run(arguments, in: folder)
      #expect(other.exitCode == 0, "\(arguments)")
      #expect(other.errors.contains("taken for the header"), "\(arguments)")
    }
  }

  @Test func `The same seed gives the same model, byte for byte`() async throws {
    let folder = try TemporaryFolder()
    for name in ["a.json", "b.json"] {
      try await train(
        Fixture.path("flowers.csv"),
        ["--target", "kind", "--seed", "7", "--max-iterations", "20", "-o", name], in: folder)
    }
    #expect(try folder.bytes("a.json") == folder.bytes("b.json"))
    _ = try object(try folder.bytes("a.json"))
  }

  @Test func `The result as JSON has the objective and the metrics`() async throws {
    let folder = try TemporaryFolder()
    let run = try await rowcast(
      "train", Fixture.path("flowers.csv"), "--target", "kind", "--model", "softmax", "--C", "1",
      "--hinges", "none", "--json", "-o", "m.json", in: folder)
    expectDone(run)
    let result = try object(run.output)
    #expect((result["objective"] as? Double ?? -1) > 0)
    #expect((result["iterations"] as? Int ?? 0) > 0)
    #expect(result["warnings"] is [Any])
    #expect(try score("accuracy", in: run.output) > 0.85)
  }

  @Test func `The figures that everyone asks for stand first`() async throws {
    let folder = try TemporaryFolder()
    let run = try await rowcast(
      "train", try customers(300, in: folder), "--target", "churned", "--model", "logistic", "--C",
      "1", "--hinges", "none", "--json", "-o", "m.json", in: folder)
    expectDone(run)
    let metrics = try #require(try object(run.output)["metrics"] as? JSONObject)
    let scores = try #require(metrics["scores"] as? JSONObject)
    for (flat, nested) in [
      ("accuracy", "accuracy"), ("log_loss", "logLoss"), ("roc_auc", "rocAUC"),
    ] {
      #expect(metrics[flat] as? Double == scores[nested] as? Double && metrics[flat] != nil)
    }
  }

  @Test func `A fit without a penalty is explained with standard errors`() async throws {
    let folder = try TemporaryFolder()
    let input = try customers(300, in: folder)
    for (name, penalty) in [("free.json", ["--penalty", "none"]), ("held.json", ["--C", "1"])] {
      try await train(
        input,
        [
          "--target", "churned", "--model", "logistic", "--hinges", "none", "--validation", "none",
          "--columns", "contract,tenure_months,support_calls,monthly_charge", "-o", name,
        ] + penalty, in: folder)
    }
    let free = try await rowcast("explain", "free.json", "--json", in: folder)
    let held = try await rowcast("explain", "held.json", "--json", in: folder)
    expectDone(free)
    #expect((try object(held.output)["coefficients"] as? [Any])?.isEmpty == true)
    let found = try #require(try object(free.output)["coefficients"] as? [JSONObject])
    #expect(found.last?["feature"] as? String == "(intercept)")
    for one in found {
      let estimate = try #require(one["estimate"] as? Double)
      let error = try #require(one["standardError"] as? Double)
      let lower = try #require(one["lower"] as? Double)
      #expect(error > 0)
      #expect(abs(log(lower) - (estimate - 1.959963984540054 * error)) < 1e-9)
    }
    #expect(found.contains { ($0["reference"] as? String)?.hasPrefix("contract = ") == true })
  }

  @Test func `The odds ratio of yes and no, and of 1 and 0, is that of one against the other`()
    async throws
  {
    let folder = try TemporaryFolder()
    // Of yes 30 up and 10 down, of no 20 and 40: (30 / 10) / (20 / 40).
    let cells: [(text: String, count: Int)] = [
      ("yes,up,1", 30), ("yes,down,1", 10), ("no,up,0", 20), ("no,down,0", 40),
    ]
    let rows: [String] = cells.flatMap { Array(repeating: $0.text, count: $0.count) }
    try folder.write("rows.csv", (["told,y,flag"] + rows).joined(separator: "\n") + "\n")
    for column in ["told", "flag"] {
      try await train(
        "rows.csv",
        [
          "--target", "y", "--positive", "up", "--model", "logistic", "--penalty", "none",
          "--hinges", "none", "--validation", "none", "--columns", column, "-o", "m.json",
        ], in: folder)
      let run = try await rowcast("explain", "m.json", "--json", in: folder)
      expectDone(run)
      let entries = try #require(try object(run.output)["coefficients"] as? [JSONObject])
      let entry = try #require(entries.first { $0["feature"] as? String == column })
      #expect(abs((entry["oddsRatio"] as? Double ?? 0) - 6) < 1e-4 && entry["step"] == nil)
      // Of a two by two table: the root of the sum of the reciprocals.
      let error = ([30.0, 10, 20, 40].reduce(0) { $0 + 1 / $1 }).squareRoot()
      #expect(abs((entry["standardError"] as? Double ?? 0) - error) < 1e-4)
      let effects = try #require(try object(run.output)["effects"] as? [JSONObject])
      #expect(abs((effects.first?["effect"] as? Double ?? 0) - log(6)) < 1e-4)
      #expect(effects.first?["unit"] as? String == "")
      let text = String(
        decoding: try await rowcast("explain", "m.json", in: folder).output, as: UTF8.self)
      #expect(
        text.contains("  6.000 [") && !text.contains("(per ") && !text.contains("per standard"))
    }
  }

  @Test func `What leaves no column to learn from is told column by column`() async throws {
    let folder = try TemporaryFolder()
    let rows = (0..<200).map { "\($0),\($0 % 3 == 0 ? "a" : "b")\n" }
    try folder.write("rows.csv", "x,y\n" + rows.joined())
    let run = try await rowcast(
      "train", "rows.csv", "--target", "y", "-o", "m.json", in: folder)
    expectOneLine(
      run, naming: "no column is left to learn from: \"x\" is not used (a running number",
      "--role x=numeric")
    try folder.write(
      "rows.csv", "x,z,y\n" + (0..<100).map { "1,q,\($0 % 3 == 0 ? "a" : "b")\n" }.joined())
    let constant = try await rowcast(
      "train", "rows.csv", "--target", "y", "-o", "m.json", in: folder)
    expectOneLine(
      constant, naming: "\"x\" is not used (always 1), \"z\" is not used (always \"q\")")
  }

  @Test func `Text in two languages is learned`() async throws {
    let folder = try TemporaryFolder()
    let run = try await rowcast(
      "train", Fixture.path("messages.csv"), "--target", "desk", "--model", "softmax", "--C", "1",
      "--text", "words", "--json", "-o", "m.json", in: folder)
    expectDone(run)
    #expect(try score("accuracy", in: run.output) > 0.85)
  }

  @Test func `Chinese columns and labels train and predict`() async throws {
    let folder = try TemporaryFolder()
    try await train(
      Fixture.path("kehu.xlsx"),
      ["--target", "是否流失", "--model", "logistic", "-o", "m.json"] + Self.plain, in: folder)
    let run = try await rowcast(
      "predict", "m.json", Fixture.path("kehu-gb18030.csv"), "--to", "ndjson", in: folder)
    expectDone(run)
    let rows = try lineRecords(run.output)
    #expect(rows.count == 240)
    #expect(rows.allSatisfy { $0["probability_是"] is Double })
    let right = rows.count { $0["prediction"] as? String == $0["是否流失"] as? String }
    #expect(right > 160)
  }

  @Test func `A column missing at prediction is named, and nothing is written`() async throws {
    let folder = try TemporaryFolder()
    try await train(
      Fixture.path("flowers.csv"),
      ["--target", "kind", "--model", "softmax", "-o", "m.json"] + Self.plain, in: folder)
    try folder.write("less.csv", "petal_mm,leaf_cm,stamen_mm\n14,5,11\n")
    let run = try await rowcast("predict", "m.json", "less.csv", "-o", "out.csv", in: folder)
    expectOneLine(run, naming: "less.csv", "stem_cm")
    #expect(try folder.names() == ["less.csv", "m.json"])
  }

  @Test func `A target that does not exist is answered with the nearest names`() async throws {
    let folder = try TemporaryFolder()
    let run = try await rowcast(
      "train", Fixture.path("customers.csv"), "--target", "churn", "-o", "m.json", in: folder)
    expectOneLine(run, naming: "customers.csv", "churn", "churned")
    #expect(try folder.names() == [])
  }

  @Test func `Chosen columns are those to learn from, besides the target`() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await rowcast(
      "train", Fixture.path("customers.xlsx"), "--target", "churned", "--columns",
      "tenure_months,contract", "--validation", "none", "-o", "m.json", in: folder)
    expectDone(outcome)
    #expect(outcome.text.contains("from 2 columns"))
  }

  @Test func `A target of one class cannot be learned`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("one.csv", "size,kind\n1,a\n2,a\n3,a\n4,a\n5,a\n6,a\n")
    let run = try await rowcast(
      "train", "one.csv", "--target", "kind", "--model", "softmax", "-o",
      "m.json", in: folder)
    expectOneLine(run, naming: "one.csv", "kind", "class")
    #expect(try folder.names() == ["one.csv"])
  }

  @Test func `A table without rows cannot be learned`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("none.csv", "size,kind\n")
    let run = try await rowcast(
      "train", "none.csv", "--target", "kind", "--model", "softmax", "-o",
      "m.json", in: folder)
    expectOneLine(run, naming: "none.csv")
  }

  @Test func `A newer model file is refused with its version`() async throws {
    let folder = try TemporaryFolder()
    try await train(
      Fixture.path("flowers.csv"),
      ["--target", "kind", "--model", "softmax", "-o", "m.json"] + Self.plain, in: folder)
    let text = try folder.text("m.json")
    let newer = text.replacing(
      /"formatVersion"\s*:\s*\d+/, with: "\"formatVersion\": 9999", maxReplacements: 1)
    #expect(newer != text)
    try folder.write("newer.json", newer)
    try folder.write("half.json", String(text.prefix(text.count / 2)))
    let input = Fixture.path("flowers.csv")
    expectOneLine(
      try await rowcast("predict", "newer.json", input, in: folder), naming: "newer.json", "9999")
    expectOneLine(
      try await rowcast("predict", "half.json", input, in: folder), naming: "half.json")
  }
}
