import RowcastZipArchive

/// Tells what a ZIP archive holds that is no workbook of ours.
enum OtherPackage {
  static func name(of archive: ZipArchive) -> String? {
    if let entry = archive.entry(named: "mimetype"),
      let bytes = try? archive.bytes(of: entry, limit: 256)
    {
      let type = String(decoding: bytes, as: UTF8.self)
      if type.contains("opendocument.spreadsheet") { return "an OpenDocument spreadsheet (.ods)" }
      if type.contains("opendocument") { return "an OpenDocument file" }
      if type.contains("sun.xml.calc") {
        return "a spreadsheet of OpenOffice.org 1 (.sxc; a spreadsheet saves it as .ods or .xlsx)"
      }
      if type.contains("epub") { return "an EPUB book" }
    }
    let known: [(String, String)] = [
      ("word/document.xml", "a Word document (.docx)"),
      ("ppt/presentation.xml", "a PowerPoint presentation (.pptx)"),
      ("index/document.iwa", "an Apple iWork document (.numbers)"),
      ("meta-inf/manifest.mf", "a Java archive (.jar)"),
      ("androidmanifest.xml", "an Android application (.apk)"),
    ]
    for (part, what) in known where archive.entry(named: part) != nil { return what }
    return archive.entry(named: "[Content_Types].xml") == nil ? "a ZIP archive of other files" : nil
  }
}
