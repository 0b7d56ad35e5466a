/// The report for a terminal, in plain words.
public enum TextReport {
  public static func render(
    _ content: ReportContent, colors: Bool = false, width: Int = 80
  ) -> String {
    let verdict = Verdict(content)
    return ([verdict.headline] + verdict.summary).joined(separator: "\n") + "\n"
  }
}
