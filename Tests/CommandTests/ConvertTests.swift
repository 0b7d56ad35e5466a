import Foundation
import TestSupport
import Testing

@Suite struct ConvertTests {
  @Test func `A workbook becomes records, past its title and with its types`() async throws {
    let folder = try TemporaryFolder()
    let run = try await rowcast(
      "convert", Fixture.path("customers.xlsx"), "-o", "out.json", in: folder)
    expectDone(run)
    #expect(run.text == "")
    let rows = try records(try folder.bytes("out.json"))
    #expect(rows.count == 600)
    let first = try #require(rows.first)
    #expect(first["customer_id"] as? String == "C-00001")
    #expect(first["postcode"] as? String == "36758")
    #expect(first["tenure_months"] as? Int == 96)
    #expect(first["total_paid"] as? Double == 4447.68)
    #expect(first["newsletter"] as? Bool == false)
    #expect(first["last_contact"] as? String == "2024-02-28T10:44:00")
    #expect(first["satisfaction"] is NSNull)
    #expect(first["churned"] as? String == "no")
    #expect(Set(first.keys).count == 15)
  }

  @Test func `An error cell is null and is told with its place`() async throws {
    let run = try await rowcast("convert", Fixture.path("customers.xlsx"))
    expectDone(run)
    let rows = try lineRecords(run.output)
    try #require(rows.count == 600)
    #expect(rows[37]["discount"] is NSNull)
    #expect(run.errors.contains("I41"), "\(run.errors)")
    #expect(run.errors.contains("#N/A"), "\(run.errors)")
  }

  @Test func `An error cell is its text in CSV and XLSX, and blank where that is asked for`()
    async throws
  {
    let folder = try TemporaryFolder()
    let book = Fixture.path("customers.xlsx")
    for output in ["out.csv", "out.tsv", "out.xlsx"] {
      let text = try await rowcast("convert", book, "--to", "csv", in: folder)
      expectDone(text)
      #expect(text.text.contains(",#N/A,") && !text.errors.contains("#N/A"))
      expectDone(try await rowcast("convert", book, "-o", output, in: folder))
      let back = try await rowcast("convert", output, "--to", "csv", in: folder)
      #expect(back.text.contains(output.hasSuffix("xlsx") ? ",#N/A," : ",,"), "\(output)")
      let blank = try await rowcast(
        "convert", book, "--errors", "null", "-o", "blank-\(output)", in: folder)
      expectDone(blank)
      #expect(blank.errors.contains("I41: error value #N/A written as null"), "\(output)")
      let again = try await rowcast("convert", "blank-\(output)", "--to", "csv", in: folder)
      #expect(!again.text.contains("#N/A"), "\(output)")
    }
  }

  @Test func `Strict makes a diagnostic an error and writes nothing`() async throws {
    let folder = try TemporaryFolder()
    let run = try await rowcast(
      "convert", Fixture.path("customers.xlsx"), "--header", "3", "--strict", "-o", "out.json",
      in: folder)
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("I41"), "\(run.errors)")
    #expect(try folder.names() == [])
  }

  @Test func `A sheet is chosen by name, by number, by table and by defined name`() async throws {
    let book = Fixture.path("customers.xlsx")
    for choice in [["--sheet", "Regions"], ["--sheet", "2"], ["--table", "RegionList"]] {
      let run = try await Command.rowcast.run(["convert", book] + choice)
      expectDone(run)
      let rows = try lineRecords(run.output)
      #expect(rows.count == 5, "\(choice)")
      #expect(rows.first?["opened"] as? String == "2015-03-01", "\(choice)")
    }
    let named = try await rowcast("convert", book, "--name", "AllCustomers")
    expectDone(named)
    #expect(try lineRecords(named.output).count == 600)
  }

  @Test func `All sheets become one object keyed by their names`() async throws {
    let run = try await rowcast(
      "convert", Fixture.path("customers.xlsx"), "--sheet", "all", "--to", "json")
    expectDone(run)
    let sheets = try object(run.output)
    #expect((sheets["Customers"] as? [Any])?.count == 600)
    #expect((sheets["Regions"] as? [Any])?.count == 5)
  }

  @Test func `A Chinese workbook and its GB18030 twin give the same records`() async throws {
    let book = try await rowcast("convert", Fixture.path("kehu.xlsx"))
    let text = try await rowcast("convert", Fixture.path("kehu-gb18030.csv"))
    expectDone(book)
    expectDone(text)
    let rows = try lineRecords(book.output)
    #expect(rows.count == 240)
    #expect(rows.first?["姓名"] as? String == "何军")
    #expect(rows.first?["入网日期"] as? String == "2024-01-08")
    #expect(rows as NSArray == (try lineRecords(text.output)) as NSArray)
  }

  @Test func `A German export is read by its own signs`() async throws {
    let path = Fixture.path("kunden.csv")
    let run = try await rowcast("convert", path)
    expectDone(run)
    let rows = try lineRecords(run.output)
    #expect(rows.count == 180)
    let first = try #require(rows.first)
    #expect(first["Straße"] as? String == "Königsallee 106")
    #expect(first["Rabatt"] as? Double == 10.5)
    // What could be read in two ways stays as it stands, until one says how.
    #expect(first["Betrag"] as? String == "1.134,01")
    #expect(first["Datum"] as? String == "04.02.2023")
    let told = try await rowcast(
      "convert", path, "--decimal", ",", "--thousands", ".", "--date-format", "%d.%m.%Y")
    expectDone(told)
    let second = try #require(try lineRecords(told.output).first)
    #expect(second["Betrag"] as? Double == 1134.01)
    #expect(second["Datum"] as? String == "2023-02-04")
    #expect(rows.contains { ($0["Bemerkung"] as? String) == "Gutschrift über 20 €" })
    #expect(rows.contains { ($0["PLZ"] as? String)?.hasPrefix("0") == true })
  }

  @Test func `Numbers wider than a double come through digit by digit`() async throws {
    let run = try await rowcast("convert", Fixture.path("orders.ndjson"), "--to", "ndjson")
    expectDone(run)
    #expect(run.text.contains("9007199254740993"))
    #expect(run.text.contains("\"naïve kit 🛰\""))
    #expect(try lineRecords(run.output).count == 150)
    let comma = try await rowcast("convert", Fixture.path("orders.ndjson"), "--to", "csv")
    expectDone(comma)
    #expect(comma.text.hasPrefix("order_id,product,quantity,amount,paid,ordered,coupon\n"))
    #expect(comma.text.contains("9007199254740993,"))
    #expect(comma.text.contains("\"cable, 5 m\""))
  }

  @Test func `A table survives the round through every format`() async throws {
    let folder = try TemporaryFolder()
    let start = try await rowcast("convert", Fixture.path("april.csv"))
    expectDone(start)
    var previous = Fixture.path("april.csv")
    for name in ["a.xlsx", "b.csv", "c.json", "d.tsv", "e.ndjson"] {
      expectDone(try await rowcast("convert", previous, "-o", name, "--quiet", in: folder))
      previous = folder(name)
    }
    let rows = try lineRecords(try folder.bytes("e.ndjson"))
    #expect(rows.count == 300)
    #expect(rows as NSArray == (try lineRecords(start.output)) as NSArray)
  }

  @Test func `Standard input and output stand in for files`() async throws {
    let bytes = try Fixture.bytes("flowers.csv")
    let run = try await rowcast("convert", "-", "--to", "json", input: bytes)
    expectDone(run)
    #expect(try records(run.output).count == 180)
    let book = try await rowcast("convert", "-", input: try Fixture.bytes("customers.xlsx"))
    expectDone(book)
    #expect(try lineRecords(book.output).count == 600)
  }

  @Test func `Many inputs go to a folder`() async throws {
    let folder = try TemporaryFolder()
    let run = try await rowcast(
      "convert", Fixture.path("flowers.csv"), Fixture.path("kehu.xlsx"), "-o", "out/",
      "--to", "json", in: folder)
    expectDone(run)
    #expect(try records(try folder.bytes("out/flowers.json")).count == 180)
    #expect(try records(try folder.bytes("out/kehu.json")).count == 240)
  }

  @Test func `Columns, limit and skipped rows cut the table`() async throws {
    let run = try await rowcast(
      "convert", Fixture.path("flowers.csv"), "--columns", "kind,stem_cm", "--limit", "3")
    expectDone(run)
    let rows = try lineRecords(run.output)
    #expect(rows.count == 3)
    #expect(Set(try #require(rows.first).keys) == ["kind", "stem_cm"])
  }

  @Test(arguments: ["records", "columns", "split", "values", "cells"])
  func `Every shape is valid JSON`(shape: String) async throws {
    let run = try await rowcast(
      "convert", Fixture.path("kehu.xlsx"), "--shape", shape, "--to", "json")
    expectDone(run)
    _ = try parsed(run.output)
    #expect(run.text.contains("何军"))
  }
}
