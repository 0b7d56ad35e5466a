import RowcastFileIO
import Testing

@Suite struct FileKindTests {
  @Test(
    arguments: [
      ("PK\u{3}\u{4}\u{14}", FileKind.zip), ("\r\n\r\nPK\u{3}\u{4}\u{14}", .zip),
      ("%PDF-1.7", .pdf), ("{\\rtf1\\ansi}", .rtf), ("SQLite format 3\0", .sqlite),
      ("PAR1\u{15}\u{4}", .parquet), ("ARROW1\0\0", .arrow), ("GIF89a", .gif),
      ("<!DOCTYPE html>\n<html>", .html), ("\u{FEFF} <table border=1>", .html),
      ("<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">", .html),
      ("<meta charset=utf-8>\n<table><tr><td>1</table>", .html),
      ("<!-- made -->\n<style>td {}</style><TABLE border=1>", .html),
      ("<%@ Page %>\n<div><td>1</td></div>", .html), ("<tr><th>a</th><th>b</th></tr>", .html),
      ("<b>,<i>\n1,2\n", .text), ("<pre>a table", .text),
      ("<?xml version=\"1.0\"?>\n<rows/>", .xml),
      ("<x:Workbook xmlns:x=\"urn:schemas-microsoft-com:office:spreadsheet\">", .xmlSpreadsheet),
      (
        """
        <?xml version="1.0"?>
        <?mso-application progid="Excel.Sheet"?>
        <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">
        """, .xmlSpreadsheet
      ),
      ("MIME-Version: 1.0\nContent-Type: multipart/related", .webArchive),
      ("BZh91AY&SY", .bzip2), ("LZIP\u{1}", .lzip), ("", .empty),
      ("{\"a\":1}", .json), ("\u{FEFF}\n[1]", .json), ("[ 1.5e3 , 2]", .json),
      ("[", .json), ("[null,1]", .json), ("[[\"a\"]]", .json), ("[{", .json), ("[]", .json),
      ("[no],[to]\n1,a\n", .text), ("[2024-05-01 10:00]\tstart\n", .text), ("[1] a\n", .json),
      ("[true north],b\n", .text), ("[öl],b\n", .text),
      ("ID;PWXL;N;E\nP;PGeneral\nC;Y1;X1;K\"a\"\nC;X2;K5\nE\n", .symbolicLink),
      ("TABLE\r\n0,1\r\n\"EXCEL\"\r\nVECTORS\r\n", .dataInterchange),
      ("% seen\n\n@RELATION x\n@ATTRIBUTE a NUMERIC\n@DATA\n1\n", .attributeRelation),
      ("+1 1:0.7 3:1\n-1 2:1 4:0.2 # c\n", .sparseFeatures),
      ("3 qid:1 1:1 2:0\n1 qid:1 1:0 2:1\n", .sparseFeatures),
      // What a program had to say before the workbook.
      (
        "Notice: x\r\n<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
        .xmlSpreadsheet
      ),
      ("Report of sales\n<table><tr><td>1</td></tr></table>", .html),
      ("a,b\n1,\"x\n<table><tr><td>1</td></tr></table>\"\n", .text), ("a\n<table>\n", .text),
      ("note\n<?xml version=\"1.0\"?>\n", .text),
      // What only begins like something else.
      ("ID;Preis\nC;5\n", .text), ("ID;P\nC;K\nB;L\n", .text), ("TABLE,CHAIR\n0,1\n", .text),
      ("%,@relation\n1,2\n", .text), ("1 10:30 11:45\n2 12:00 13:15\n", .text), ("1 2:3\n", .text),
      ("a,b\n1,2\n", .text), ("PAR1,PAR2\n1,2\n", .text), ("BZh,b\n1,2\n", .text),
      ("GIF80,GIF81\n1,2\n", .text), ("PK,b\n1,2\n", .text), ("<5,>5\n1,2\n", .text),
      ("a\u{1}b\u{0}", .binary),
    ] as [(String, FileKind)])
  func `A file is told by its content`(content: String, kind: FileKind) throws {
    #expect(try FileKind.detected(in: MemoryBytes(content)) == kind)
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 0x08, 0x00], FileKind.gzip), ([0x28, 0xB5, 0x2F, 0xFD], .zstandard),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .xz), ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
      ([0x09, 0x08, 0x10, 0x00, 0x00, 0x06], .oldBinaryStream),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .compoundFile),
      ([0x7F, 0x45, 0x4C, 0x46, 0x02], .program),
      ([0xFF, 0xFE, 0x61, 0x00, 0x2C, 0x00], .text),
      ([0xFF, 0xFE, 0x3C, 0x00, 0x68, 0x00, 0x74, 0x00, 0x6D, 0x00, 0x6C, 0x00], .html),
    ] as [([UInt8], FileKind)])
  func `A file is told by its first bytes`(content: [UInt8], kind: FileKind) throws {
    #expect(try FileKind.detected(in: MemoryBytes(content)) == kind)
  }
}
