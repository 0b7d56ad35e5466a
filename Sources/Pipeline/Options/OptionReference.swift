/// Every option of the program as tables in Markdown.
public enum OptionReference {
  /// One Markdown table for each section, with a title each.
  public static var text: String {
    OptionSection.allCases.map(table).joined(separator: "\n\n")
  }

  private static func table(_ section: OptionSection) -> String {
    let options = OptionTable.all.filter { $0.section == section }
    let commands = Set(options.map(\.commands))
    let isShared = commands.count == 1
    let owners = isShared ? commands.first.map(names) ?? "" : ""
    let title =
      switch section {
      case .main: "Of single commands"
      case .learning, .network: "\(section.rawValue) (\(owners))"
      case .reading: "\(section.rawValue) (every command that reads a table)"
      case .common: "\(section.rawValue) (every command but `config`)"
      }
    let showsCommands = section == .main
    let head = showsCommands ? "| option | of | |\n|---|---|---|" : "| option | |\n|---|---|"
    let rows = options.map { option in
      let cells = [signature(option)] + (showsCommands ? [names(option.commands)] : [])
      return "| " + (cells + [option.help]).joined(separator: " | ") + " |"
    }
    return "### \(title)\n\n\(head)\n" + rows.joined(separator: "\n")
  }

  private static func signature(_ option: OptionDeclaration) -> String {
    let value = option.placeholder.isEmpty ? "" : " <\(option.placeholder)>"
    return "`\(option.short.map { "-\($0), " } ?? "")--\(option.name)\(value)`"
  }

  private static func names(_ commands: Set<RunCommand>) -> String {
    RunCommand.allCases.filter(commands.contains).map { "`\($0.rawValue)`" }.joined(separator: ", ")
  }
}
