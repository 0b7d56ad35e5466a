import TestSupport
import Testing

/// CSV as other programs want it.
@Suite struct DelimitedOutputTests {
  private func convert(_ csv: String, _ options: String...) async throws -> Outcome {
    let folder = try TemporaryFolder()
    let input = try folder.write("in.csv", csv)
    return try await Command.rowcast.run(
      ["convert", input, "--encoding", "utf-8", "--to", "csv"] + options, in: folder)
  }

  @Test func `mark, delimiter and line ends are those asked for`() async throws {
    let outcome = try await convert(
      "a,b\nü,x;y\n", "--bom", "--output-delimiter", "semicolon", "--crlf")
    #expect(outcome.output == [0xEF, 0xBB, 0xBF] + Array("a;b\r\nü;\"x;y\"\r\n".utf8))
  }

  @Test func `encodings are those asked for`() async throws {
    #expect(
      try await convert("ä\nž\n", "--output-encoding", "windows-1250").output
        == [0xE4, 0x0A, 0x9E, 0x0A])
    // Excel's "Unicode text": behind a mark, the lower byte first.
    #expect(
      try await convert("ä\nx\n", "--output-encoding", "utf-16").output
        == [0xFF, 0xFE, 0xE4, 0, 0x0A, 0, 0x78, 0, 0x0A, 0])
    #expect(
      try await convert("ä\nx\n", "--output-encoding", "UTF-16BE").output
        == [0, 0xE4, 0, 0x0A, 0, 0x78, 0, 0x0A])
  }

  @Test func `who asks for GBK gets no sequences that only GB18030 has`() async throws {
    for name in ["gbk", "GB2312", "cp936"] {
      let outcome = try await convert("a\n㐂中\n", "--output-encoding", name)
      #expect(outcome.output == Array("a\n?".utf8) + [0xD6, 0xD0, 0x0A], "\(name)")
      #expect(outcome.errors.contains("a character that \(name.lowercased()) does not have"))
    }
    #expect(
      try await convert("a\n㐂\n", "--output-encoding", "gb18030").output
        == Array("a\n".utf8) + [0x81, 0x39, 0xEF, 0x31, 0x0A])
    #expect(try await convert("a\n1\n", "--output-encoding", "").exitCode == 2)
    for name in ["utf-8-sig", "UTF8_SIG"] {
      #expect(
        try await convert("a\né\n", "--output-encoding", name).output
          == Array("\u{FEFF}a\né\n".utf8))
    }
  }

  @Test func `a state of an encoding ends with each batch and before what it lacks`() async throws {
    let outcome = try await convert(
      "a\n日🛰本\n", "--output-encoding", "iso-2022-jp", "--quiet")
    let folder = try TemporaryFolder()
    try folder.write("x", outcome.output)
    let back = try await Command.script("iconv -f ISO-2022-JP-2 -t UTF-8 x", in: folder)
    #expect(back.text == "a\n日?本\n")
  }

  @Test func `characters that an encoding lacks are told with their cell`() async throws {
    let outcome = try await convert(
      "a,日\nx,1\n🛰🛰,2\nü,3\n", "--output-encoding", "latin1")
    #expect(outcome.output == Array("a,?\nx,1\n??,2\n".utf8) + [0xFC] + Array(",3\n".utf8))
    #expect(outcome.errorLines.count == 2)
    #expect(
      outcome.errors.contains(
        "name \"日\": a character that iso-8859-1 does not have, written as ?"))
    #expect(
      outcome.errors.contains(
        "in.csv:3:1: 2 characters that iso-8859-1 does not have, each written as ?"))
    let strict = try await convert("a\n🛰\n", "--output-encoding", "latin1", "--strict")
    #expect(strict.exitCode == 1)
  }

  @Test func `what cannot be is refused`() async throws {
    for options in [
      ["--output-encoding", "no-such"], ["--output-encoding", "latin1//TRANSLIT"],
      ["--output-encoding", "latin1", "--bom"], ["--output-delimiter", "."],
      ["--output-delimiter", "ab"], ["--output-delimiter", "\""], ["--output-delimiter", "§"],
    ] {
      let outcome = try await Command.rowcast.run(
        ["convert", Fixture.path("flowers.csv"), "--to", "csv"] + options)
      #expect(outcome.exitCode == 2, "\(options)")
      #expect(outcome.errorLines.count == 1)
    }
  }

  @Test(arguments: [
    ("{\"a\":null}\n{\"a\":\"\"}\n{\"a\":\"x\"}\n{}\n", "(2) and empty texts (1)"),
    ("{\"a\":null}\n{\"a\":\"x\"}\n", ""), ("{\"a\":\"\"}\n{\"a\":\"x\"}\n", ""),
    ("{\"a\":null,\"b\":1}\n{\"a\":\"\",\"b\":2}\n", ""),
  ])
  func `Blanks of a lone column that cannot be told apart are counted`(
    records: String, told: String
  ) async throws {
    for format in ["csv", "tsv"] {
      let run = try await rowcast("convert", "-", "--to", format, input: Array(records.utf8))
      expectDone(run)
      #expect(told.isEmpty ? run.errors == "" : run.errors.contains(told), "\(run.errors)")
    }
    let json = try await rowcast("convert", "-", input: Array(records.utf8))
    #expect(json.errors == "")
  }
}
