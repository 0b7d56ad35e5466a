import Foundation
import TestSupport
import Testing

/// How categories become numbers, from the command line to the scored rows.
@Suite struct EncodingTests {
  @Test(arguments: ["onehot", "ordinal", "target", "hashing"])
  func `Each encoding of categories trains a model that scores new rows`(
    encoding: String
  ) async throws {
    let folder = try TemporaryFolder()
    let lines = try Fixture.text("customers.csv").split(separator: "\n")
    try folder.write("some.csv", lines.prefix(501).joined(separator: "\n"))
    try folder.write(
      "others.csv", (lines.prefix(1) + lines.suffix(300)).joined(separator: "\n"))
    let trained = try await rowcast(
      "train", "some.csv", "--target", "churned", "--model", "logistic",
      "--hinges", "none", "--C", "1", "--columns", "region,contract,tenure_months,churned",
      "--categories", encoding, "--validation", "none", "-o", "m.json", in: folder)
    expectDone(trained)
    let judged = try await rowcast("evaluate", "m.json", "others.csv", "--json", in: folder)
    expectDone(judged)
    #expect(try score("logLoss", in: judged.output) < 0.56)
  }

  /// A category of as many levels as rows: its own class must not show in a row's features, or the
  /// model would believe in it and be lost on new rows.
  @Test func `Target encoding does not tell a row its own class`() async throws {
    let folder = try TemporaryFolder()
    var lines = ["noise,x,y"]
    for row in 0..<600 {
      let mixed = (row &* 7919) % 601
      lines.append("c\(mixed % 300),\(mixed),\((row &* 31) % 7 < 3 ? "a" : "b")")
    }
    _ = try folder.write("t.csv", lines.joined(separator: "\n"))
    let trained = try await rowcast(
      "train", "t.csv", "--target", "y", "--model", "logistic", "--hinges", "none", "--C", "1",
      "--encode", "noise=target", "--json", "-o", "m.json", in: folder)
    expectDone(trained)
    // Knowing only the shares: 0.683.
    #expect(try score("logLoss", in: trained.output) < 0.72)
  }

  @Test func `An order of levels is kept in the model, and one that is not a column is named`()
    async throws
  {
    let folder = try TemporaryFolder()
    expectDone(
      try await rowcast(
        "train", Fixture.path("customers.xlsx"), "--target", "churned", "--model", "logistic",
        "--hinges", "none", "--C", "1", "--columns", "contract,tenure_months,churned", "--levels",
        "contract=monthly,one-year,two-year", "--validation", "none", "-o", "m.json", in: folder))
    let model = String(decoding: try folder.bytes("m.json"), as: UTF8.self)
      .filter { !$0.isWhitespace }
    #expect(model.contains(#""order":["monthly","one-year","two-year"]"#))
    expectOneLine(
      try await rowcast(
        "train", Fixture.path("customers.xlsx"), "--target", "churned", "--levels",
        "contrat=a,b", in: folder), naming: "contrat", "contract")
  }
}
