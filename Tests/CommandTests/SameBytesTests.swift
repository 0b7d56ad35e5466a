import Foundation
import TestSupport
import Testing

/// Same input, same seed: the same files, byte for byte, on any number of threads and any processor.
@Suite struct SameBytesTests {
  /// A table of numbers, categories, dates, gaps and texts whose class depends on all of them.
  static func table(rows: Int, classes: Int) -> String {
    var state: UInt64 = 0x5EED
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    let words = ["late", "early", "broken", "fine", "again", "never", "thanks"]
    var lines = ["x,y,kind,day,flag,note,class"]
    for _ in 0..<rows {
      let (x, y) = (random() * 10 - 5, random())
      let kind = Int(random() * 12)
      let place = Int(random() * Double(words.count))
      let score = x + 4 * y * y + Double(kind % 5) - Double(place) + 3 * random()
      let label = min(classes - 1, max(0, Int((score + 4) / 12 * Double(classes))))
      let note = "it was \(words[place]) and \(words[(place + kind) % words.count])"
      let fields: [String] = [
        random() < 0.05 ? "" : String(format: "%.4f", x), String(format: "%.3f", y), "k\(kind)",
        "2024-\(String(format: "%02d-%02d", 1 + kind, 1 + place * 3))",
        random() < 0.5 ? "yes" : "no", note, "c\(label)",
      ]
      lines.append(fields.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What the C library then believes: a processor of 2008.
  static let oldProcessor = [
    "GLIBC_TUNABLES":
      "glibc.cpu.hwcaps=-AVX,-AVX2,-FMA,-FMA4,-AVX512F,-AVX512VL,-AVX512BW,-AVX512DQ,-AVX512CD"
  ]

  @Test(arguments: [
    (2, 150, ["--hidden", "4", "--max-iterations", "10"]),
    (4, 300, ["--model", "softmax", "--C", "1"]),
    (3, 300, ["--model", "softmax", "--penalty", "none", "--validation", "none"]),
    (
      2, 300,
      ["--model", "logistic", "--penalty", "none", "--scale", "power", "--validation", "none"]
    ),
    (2, 200, ["--model", "logistic", "--penalty", "l1", "--C", "1", "--validation", "none"]),
    (3, 200, ["--model", "perceptron", "--validation", "none"]),
    (
      3, 200,
      ["--model", "mlp", "--hidden", "6,4", "--validation", "none", "--max-iterations", "5"]
    ),
    (
      2, 200,
      ["--model", "mlp", "--hidden", "9", "--activation", "selu", "--max-iterations", "5"]
    ),
  ])
  func `Threads and processors write the same model, exports and scores`(
    _ classes: Int, _ rows: Int, _ options: [String]
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", Self.table(rows: rows, classes: classes))
    var first: [String: [UInt8]]?
    let runs: [(threads: String, environment: [String: String])] = [
      ("1", [:]), ("5", Self.oldProcessor),
    ]
    for (threads, environment) in runs {
      let train = ["train", "t.csv", "--target", "class", "-o", "m.json"] + options
      var commands = [train, ["predict", "m.json", "t.csv", "-o", "scored.xlsx"]]
      commands += [
        ("onnx", "m.onnx"), ("sql", "m.sql"), ("swift", "M.swift"), ("xlsx", "m.xlsx"),
      ].map { ["export", "m.json", "--to", $0.0, "-o", $0.1] }
      for command in commands {
        expectDone(
          try await Command.rowcast.run(
            command + ["--threads", threads], in: folder, environment: environment))
      }
      var bytes: [String: [UInt8]] = [:]
      for name in ["m.json", "scored.xlsx", "m.onnx", "m.sql", "M.swift", "m.xlsx"] {
        bytes[name] = try folder.bytes(name)
      }
      for (name, found) in bytes {
        let isSame = first.map { $0[name] == found } ?? (found.count > 500)
        #expect(isSame, "\(name) differs with \(options), \(threads) threads, \(environment)")
      }
      if first == nil { first = bytes }
    }
  }

  @Test func `Another seed writes another network`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", Self.table(rows: 100, classes: 2))
    for seed in ["1", "2"] {
      expectDone(
        try await rowcast(
          "train", "t.csv", "--target", "class", "--model", "mlp", "--hidden", "4", "--seed", seed,
          "--validation", "none", "--max-iterations", "5", "-o", "\(seed).json", in: folder))
    }
    #expect(try folder.bytes("1.json") != folder.bytes("2.json"))
  }
}

/// No file says when it was made: runs a second apart write the same bytes.
@Suite struct `Files without a clock` {
  @Test func `a scored workbook, a live workbook and reports are the same later`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", SameBytesTests.table(rows: 150, classes: 2))
    let outputs = ["scored.xlsx", "live.xlsx", "report.html", "report.xlsx", "report.md"]
    func write(_ folderName: String) async throws {
      expectDone(
        try await rowcast(
          "train", "t.csv", "--target", "class", "--model", "logistic", "--C", "1", "-o", "m.json",
          in: folder))
      for (output, command) in [
        ("scored.xlsx", ["predict", "m.json", "t.csv"]),
        ("live.xlsx", ["export", "m.json", "--to", "xlsx"]),
        ("report.html", ["report", "m.json", "t.csv"]),
        ("report.xlsx", ["report", "m.json", "t.csv"]),
        ("report.md", ["report", "m.json", "t.csv"]),
      ] {
        let run = try await Command.rowcast.run(
          command + ["-o", "\(folderName)-\(output)"], input: [], in: folder)
        expectDone(run)
      }
    }
    try await write("first")
    // The clock of ZIP archives ticks every two seconds.
    try await Task.sleep(for: .seconds(2.1))
    try await write("second")
    for output in outputs {
      #expect(
        try folder.bytes("first-\(output)") == folder.bytes("second-\(output)"), "\(output)")
    }
  }

  @Test func `The time is written when it is asked for, and where there is a place for it`()
    async throws
  {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", SameBytesTests.table(rows: 150, classes: 2))
    expectDone(
      try await rowcast(
        "train", "t.csv", "--target", "class", "--model", "logistic", "--C", "1", "-o", "m.json",
        in: folder))
    expectDone(
      try await rowcast("predict", "m.json", "t.csv", "--stamp", "-o", "s.xlsx", in: folder))
    let sheet = try await rowcast(
      "convert", "s.xlsx", "--sheet", "Model", "--header", "none", in: folder)
    #expect(sheet.text.contains("Scored at"))
    expectDone(
      try await rowcast("report", "m.json", "t.csv", "--stamp", "-o", "r.txt", in: folder))
    let year = /20[0-9]{2}-[01][0-9]-[0-3][0-9]T/
    #expect(try folder.text("r.txt").contains(year))
    let refused = try await rowcast(
      "predict", "m.json", "t.csv", "--stamp", "-o", "s.csv", in: folder)
    #expect(refused.exitCode == 2)
    #expect(refused.errors.contains("--stamp is for XLSX output, and this is CSV"))
  }
}
