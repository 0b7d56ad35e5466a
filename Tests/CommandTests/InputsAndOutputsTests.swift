import Foundation
import TestSupport
import Testing

/// What may be read and written beside plain files, and what must not be.
@Suite struct InputsAndOutputsTests {
  private func folder(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in files {
      try FileManager.default.createDirectory(
        atPath: (folder(name) as NSString).deletingLastPathComponent,
        withIntermediateDirectories: true)
      try folder.write(name, text)
    }
    return folder
  }

  @Test(arguments: ["json", "csv"])
  func `Inputs that would share an output are refused, and nothing is written`(
    format: String
  ) async throws {
    let folder = try folder(["x/t.csv": "a\n1\n", "y/t.json": "[{\"a\":2}]"])
    let run = try await rowcast(
      "convert", "x/t.csv", "y/t.json", "-o", "out/", "--to", format, in: folder)
    expectOneLine(run, exitCode: 2, naming: "x/t.csv", "y/t.json", "out/t.\(format)")
    #expect(try folder.names() == ["x", "y"])
  }

  @Test func `A name that is not UTF-8 is refused as it is, and no other file is made`()
    async throws
  {
    let folder = try folder(["t.csv": "a\n1\n"])
    for arguments in ["t.csv -o \"$(printf 'out\\377.json')\"", "\"$(printf 'in\\377.csv')\""] {
      let run = try await Command.script("\"$ROWCAST\" convert \(arguments)", in: folder)
      expectOneLine(run, exitCode: 2, naming: "\\xFF.", "UTF-8")
    }
    #expect(try folder.names() == ["t.csv"])
  }

  @Test func `A folder that takes no files is there all the same`() async throws {
    let folder = try folder(["t.csv": "a\n1\n"])
    guard FileManager.default.fileExists(atPath: "/proc/self") else { return }
    let run = try await rowcast("convert", "t.csv", "-o", "/proc/x.csv", in: folder)
    expectOneLine(run, naming: "/proc/x.csv", "cannot write in the folder /proc")
    let missing = try await rowcast("convert", "t.csv", "-o", "no/x.csv", in: folder)
    expectOneLine(missing, naming: "the folder no does not exist")
  }

  @Test func `What is told of a column of several inputs is true of the first value of all`()
    async throws
  {
    let folder = try folder([
      "a.csv": "key,n\n1,5\n2,6\n", "b.csv": "n,key\n7,3\n8,4\noops,5\n",
      "c.json": "[{\"key\":6,\"n\":false},{\"key\":\"7\"}]",
    ])
    let inputs = ["convert", "a.csv", "b.csv", "c.json", "-o"]
    let table = try await Command.rowcast.run(inputs + ["all.parquet"], in: folder)
    expectDone(table)
    #expect(
      table.errors.contains(
        "b.csv:4:1: \"n\" is text in the output: 4 of its 6 values are numbers, and \"oops\""),
      "\(table.errors)")
    #expect(table.errors.contains("mixed in c.json: written as text"), "\(table.errors)")
    #expect(!table.errors.contains("stay as they are"), "\(table.errors)")
    let text = try await Command.rowcast.run(inputs + ["all.csv"], in: folder)
    #expect(text.errors.contains("mixed in c.json: its values stay as they are"))
  }

  @Test func `An output that is an input is refused, by whatever name`() async throws {
    let folder = try folder(["t.csv": "a\n1\n", "sub/u.csv": "a\n1\n"])
    try FileManager.default.createSymbolicLink(
      atPath: folder("link.csv"), withDestinationPath: "t.csv")
    for (input, output) in [("t.csv", "./t.csv"), ("t.csv", "link.csv"), ("link.csv", "t.csv")] {
      let run = try await rowcast("convert", input, "-o", output, in: folder)
      expectOneLine(run, exitCode: 2, naming: input, output)
    }
    let run = try await rowcast(
      "convert", "t.csv", "sub/u.csv", "-o", "sub/", "--to", "csv", in: folder)
    expectOneLine(run, exitCode: 2, naming: "sub/u.csv")
    let model = try await rowcast("train", "t.csv", "--target", "a", "-o", "t.csv", in: folder)
    expectOneLine(model, exitCode: 2, naming: "t.csv")
    #expect(try folder.text("t.csv") == "a\n1\n")
    #expect(try folder.names() == ["link.csv", "sub", "t.csv"])
  }

  @Test func `A configuration is an input, whose place no output takes`() async throws {
    let folder = try folder(["t.csv": "a,y\n1,x\n", "c.yaml": "target: y\n"])
    let run = try await rowcast("train", "t.csv", "--config", "c.yaml", "-o", "c.yaml", in: folder)
    expectOneLine(run, exitCode: 2, naming: "c.yaml", "this is the input")
    #expect(try folder.text("c.yaml") == "target: y\n")
  }

  @Test(arguments: ["convert - -", "predict - -", "evaluate - -", "inspect - -", "odd - --model -"])
  func `Standard input is one file`(arguments: String) async throws {
    let run = try await Command.script(
      "\"$ROWCAST\" \(arguments) < t.csv", in: try folder(["t.csv": "a\n1\n"]))
    expectOneLine(run, exitCode: 2, naming: "standard input is read once")
  }

  @Test(arguments: ["utf-16", "utf-32le"])
  func `Text of one byte for each character is not read as one of more`(
    encoding: String
  ) async throws {
    let folder = try folder(["t.csv": "id,name\n1,Zoë12\n"])
    let run = try await rowcast("convert", "t.csv", "--encoding", encoding, in: folder)
    expectOneLine(run, exitCode: 1, naming: "t.csv", "one byte for each character")
  }

  @Test func `A bad input of a batch is named, and the others are converted`() async throws {
    let folder = try folder([
      "a.csv": "a\n1\n", "bad.csv": "%PDF-1.4\n", "worse.json": "[{\"a\":]", "z.csv": "a\n2\n",
    ])
    let run = try await rowcast(
      "convert", "a.csv", "bad.csv", "worse.json", "z.csv", "-o", "out/", "--to", "ndjson",
      in: folder)
    #expect(run.exitCode == 1)
    let errors = run.errorLines.filter { $0.contains("error:") }
    #expect(errors.count == 2, "\(run.errors)")
    #expect(errors.first?.hasPrefix("bad.csv") == true)
    #expect(errors.last?.hasPrefix("worse.json") == true)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder("out")).sorted()
        == ["a.ndjson", "z.ndjson"])
  }

  @Test func `A strict batch publishes nothing that has a diagnostic`() async throws {
    let folder = try folder(["a.csv": "a,b\n1,2\n", "b.csv": "a,b\n1,2\n3\n"])
    let run = try await rowcast(
      "convert", "a.csv", "b.csv", "--strict", "-o", "out/", "--to", "json", in: folder)
    #expect(run.exitCode == 1, "\(run.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder("out")) == ["a.json"])
  }

  @Test func `An input that is not there is told before anything is written`() async throws {
    let folder = try folder(["a.csv": "a\n1\n"])
    let meant = try await rowcast("convert", "a.csv", "b.json", in: folder)
    expectOneLine(meant, naming: "b.json: error: no such file; -o b.json writes it")
    let lost = try await rowcast("convert", "b.csv", "a.csv", "-o", "out.ndjson", in: folder)
    expectOneLine(lost, naming: "b.csv: error: no such file")
    #expect(try folder.names() == ["a.csv"])
  }

  @Test func `A model behind its rows is told to come first`() async throws {
    let folder = try folder(["t.csv": "a,b\n1,2\n", "m.json": "{\"format\": \"rowcast-model\"}"])
    for command in ["predict", "evaluate", "explain"] {
      let run = try await rowcast(command, "t.csv", "m.json", in: folder)
      expectOneLine(run, naming: "t.csv: error:", "m.json is a model: it comes first")
    }
  }

  @Test func `A folder for temporary files that is not there is named by its variable`()
    async throws
  {
    let folder = try folder(["t.csv": "a\n1\n"])
    let run = try await Command.rowcast.run(
      ["convert", "t.csv", "-o", "t.xlsx"], in: folder, environment: ["TMPDIR": "/no/such/folder"])
    expectOneLine(run, naming: "TMPDIR=/no/such/folder")
    #expect(try folder.names() == ["t.csv"])
  }

  @Test func `A folder that is there is written into`() async throws {
    let folder = try folder(["t.csv": "a\n1\n", "out/old": ""])
    expectDone(try await rowcast("convert", "t.csv", "-o", "out", "--to", "json", in: folder))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder("out")).sorted()
        == ["old", "t.json"])
  }

  @Test func `A folder that is not there is named`() async throws {
    let folder = try folder(["t.csv": "a\n1\n"])
    for output in ["none/t.json", "none/t.xlsx"] {
      let run = try await rowcast("convert", "t.csv", "-o", output, in: folder)
      expectOneLine(run, naming: "the folder none does not exist")
    }
  }

  @Test func `A web page under a workbook's name is told by name, a cut XML spreadsheet too`()
    async throws
  {
    let folder = try folder([
      "page.xls": "<html><body><table><tr><td>a</td></tr></table></body></html>",
      "page.csv": "<!DOCTYPE html>\n<html lang=en>\n<title>Sign in</title>",
      "old.xls":
        "<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
    ])
    for (name, kind) in [
      ("page.xls", "a web page (HTML"), ("page.csv", "a web page (HTML"),
      ("old.xls", "the XML ends too early"),
    ] {
      expectOneLine(try await rowcast("convert", name, in: folder), naming: name, kind)
    }
  }

  @Test func `A limit on the bytes of an input holds for pipes and for what is decompressed`()
    async throws
  {
    let folder = try folder(["t.csv": "a,b\n" + String(repeating: "1,2\n", count: 1000)])
    for input in ["t.csv", "t.csv.gz", "- < t.csv", "- < t.csv.gz", "<(cat t.csv)"] {
      let run = try await Command.shell.run(
        [
          "-c",
          "gzip -kf t.csv; exec bash -c '\"$ROWCAST\" convert \(input) --max input-bytes=1000 -o o.json'",
        ], in: folder)
      expectOneLine(run, exitCode: 3, naming: "input-bytes")
      #expect(try !folder.names().contains("o.json"))
    }
  }

  @Test func `Bytes behind compressed data are told`() async throws {
    let folder = try folder(["t.csv": "a,b\n1,2\n"])
    let run = try await Command.script(
      "gzip t.csv; printf more >> t.csv.gz; \"$ROWCAST\" convert t.csv.gz", in: folder)
    expectDone(run)
    #expect(run.text == "{\"a\":1,\"b\":2}\n")
    #expect(run.errors.contains("4 bytes behind the compressed data"), "\(run.errors)")
  }

  @Test(arguments: ["/dev/stdin < pipe", "- < pipe", "pipe"])
  func `A model is trained from what can be read only once`(input: String) async throws {
    let folder = try TemporaryFolder()
    // More than a pipe holds: a FIFO that its writer has left cannot be opened any more.
    let run = try await Command.script(
      """
      mkfifo pipe
      head -750 '\(Fixture.path("customers.csv"))' > pipe &
      "$ROWCAST" train \(input) --target churned --model logistic --C 1 --hinges none \
        --validation none -o model.json --quiet
      """, in: folder)
    expectDone(run)
    #expect(try folder.names() == ["model.json", "pipe"])
  }

  @Test func `A strict prediction that fails publishes nothing`() async throws {
    let folder = try TemporaryFolder()
    var lines = ["x,kind,y"]
    for i in 0..<200 { lines.append("\(i),\(i % 2 == 0 ? "a" : "b"),\(i < 100 ? "no" : "yes")") }
    try folder.write("t.csv", lines.joined(separator: "\n") + "\n")
    expectDone(
      try await rowcast(
        "train", "t.csv", "--target", "y", "--model", "logistic", "-o", "m.json", "--quiet",
        in: folder))
    let new = ["x,kind"] + (0..<50).map { "\($0),new" }
    try folder.write("new.csv", new.joined(separator: "\n") + "\n")
    for output in ["out.csv", "out.xlsx"] {
      let run = try await rowcast(
        "predict", "m.json", "new.csv", "--strict", "-o", output, in: folder)
      #expect(run.exitCode == 1, "\(run.errors)")
      #expect(try !folder.names().contains(output))
    }
  }
}
