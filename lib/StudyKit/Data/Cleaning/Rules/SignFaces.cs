using System.Buffers;
using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>
/// Faces made of signs. Code and maths are full of the same signs, so a face is taken for one only when it has a sign
/// that neither uses (⊙ ▽ ︶), or two equal eyes with a mouth between.
/// </summary>
internal static partial class SignFaces
{
    // One of these between brackets makes a face.
    private const string Sign = "⊙◉▽﹏︶︿‸ಥ╥╯╰￣◕‿⌒◡┻ツʘ๑｡･ﾟ¯ˇ˘✪ᴗᵕᐛㅂ꒳⁎´｀‵′̀́☆♡";

    private const string Inside = @"[^()（）\u4e00-\u9fff，！？]";

    // Eyes and mouth: ^_^ T_T >_< -_- @_@ ≧▽≦ °□° •_• ∩_∩ ' ▽ '
    private const string Eyes =
        @"\^.{0,3}\^|[TＴ][_.^﹏][TＴ]|[>＞≧][_.﹏oωvДд∇∀▽3]{1,2}[<＜≦。]|" +
        @"-[_.﹏]{1,2}-|[@＠][_.﹏][@＠]|=[_.。ω﹏口皿]=|" +
        @"(?<eye>[^\sA-Za-z0-9\u4e00-\u9fff])[_ω﹏▽∀ㅅ‿]+\k<eye>|[/／]ω[\\＼]|;_;|\+[_﹏]\+|\$_\$|[oO0]_[oO0]|x_x|" +
        @"[~～]_[~～]|['""][_▽ω]['""]|•.{1,3}•|°[^0-9]{1,3}°|∩[_.]∩|//[∇ω]//|[（(:;]?[:;][зε3][」∠]";

    // What each pattern cannot do without: most texts have none of it, and looking is cheap.
    private static readonly SearchValues<char> s_brackets = SearchValues.Create("(（"),
        s_letters = SearchValues.Create("TQＴＱ"), s_marks = SearchValues.Create("^_=﹏→←⊙◉✪◕●○♥❤ಥㅠㅜ≧ʕ"),
        s_smiles = SearchValues.Create(")(）");

    /// <summary>The text without them.</summary>
    /// <param name="text">An utterance.</param>
    public static string Cut(string text)
    {
        if (text.AsSpan().ContainsAny(s_brackets)) text = Bracketed().Replace(text, "");
        if (text.AsSpan().ContainsAny(s_letters)) text = Letters().Replace(text, "");
        if (text.AsSpan().ContainsAny(s_marks)) text = Marks().Replace(text, "");
        return text.AsSpan().ContainsAny(s_smiles) ? Smiles().Replace(text, "") : text;
    }

    /// <summary>Whether a character may be the reason to look for a face.</summary>
    public static bool MayHold(char c) =>
        s_brackets.Contains(c) || s_letters.Contains(c) || s_marks.Contains(c) || s_smiles.Contains(c);

    [GeneratedRegex(
        @"(?:(?<![A-Za-z])[oOqdb]|<(?=[(（])|[╮╭╯┑┌└┏ヽヾ٩ପΣσ∠\\~_☆])*[(（](?=" + Inside + "{0,14}[" + Sign + "]|" +
            Inside + "{0,4}(?:" + Eyes + "))" +
        "(?!" + Inside + @"*[A-Za-z]{3})" +
            Inside + @"{1,16}[)）](?:(?:[╮╭╯ノﾉ┍┛づっﾞ゛ゞ>✧☆♡੭و۶งσ/\\_︵━]|\s?┻|(?<=[ノﾉ┛╯])\s?)+|" +
        @"[oO~db](?![A-Za-z])|[zZ]{2,3})*|" +
        @"_\([:：][зз3][」)]?\s?∠\)_|[╭╮]\([^()]{2,6}\)[╭╮]|¯\\?_\([ツシ]\)_/?¯|(?<![A-Za-z])m\(_ ?_\)m(?![A-Za-z])|" +
        @"ㄟ\([^()\u4e00-\u9fff]{1,9}\)ㄏ")]
    private static partial Regex Bracketed();

    [GeneratedRegex(
        @"(?<![A-Za-zＡ-Ｚ_])(?:T[_^﹏.]T|TAT|TUT|Q[AWwＷ]Q|ＱＡＱ|ＴＡＴ)(?![A-Za-zＡ-Ｚ_])")]
    private static partial Regex Letters();

    [GeneratedRegex(
        @"(?<![A-Za-z0-9)\]])(?:\*?\^[_.oO﹏-]{1,2}\^\*?|\^\^|[>＞][_﹏][<＜]|=[_.。口皿]=|-[_﹏]{1,2}-(?:\|+|#|!)?|" +
        @"[@＠][_﹏][@＠]|[→←][_.][→←]|(?<eye>[⊙◉✪◕●○♥❤ಥ])[﹏o_ω‿▽.3]\k<eye>|" +
        @"ヾ?ﾉ?≧[▽ω∀∇Д]≦(?:\)[oノﾉ])?|[ㅠㅜ]{2,}|ʕ[^ʕʔ]{1,5}ʔ)(?![A-Za-z0-9(\[])")]
    private static partial Regex Marks();

    // Not where a bracket was opened before: (see below:) is none.
    [GeneratedRegex(
        @"(?<![A-Za-z0-9]|[(（][^()（）]*)(?::-?\)|;-?\)|:-\(|:'\(|[：；]）)(?![A-Za-z0-9])")]
    private static partial Regex Smiles();
}
