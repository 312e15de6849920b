namespace StudyKit.Charts.Geometry;

/// <summary>The typeface of every picture.</summary>
internal static class Typeface
{
    /// <summary>The system's own sans-serif, with Chinese beside the Latin.</summary>
    public const string Family =
        "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Noto Sans','Helvetica Neue',Arial," +
        "'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',sans-serif";
}
