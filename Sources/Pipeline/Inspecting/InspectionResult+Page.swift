import RowcastFileIO
import RowcastReporting
import RowcastSpreadsheet
import RowcastTabular

extension InspectionResult {
  /// Writes what was found as a page.
  func write(to path: String) throws {
    guard let page else { return }
    try OutputFile.write(page.render(), to: path)
  }

  private var page: ProfilePage? {
    guard let profile else { return nil }
    let sheet = sheets.first { $0.isDescribed }?.info.name
    return ProfilePage(
      name: file.split(separator: "/").last.map(String.init) ?? file,
      source: formatName + (sheet.map { ", sheet \"\($0)\"" } ?? ""), profile: profile,
      masked: masked, oddRows: oddRows, oddCount: odd?.oddCount,
      software: "Rowcast \(RowcastVersion.current)")
  }
}
