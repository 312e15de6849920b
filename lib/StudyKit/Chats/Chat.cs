using StudyKit.Runtime;

namespace StudyKit.Chats;

/// <summary>
/// A conversation with a model: with the reader where the front end can ask for input, else along a script.
/// </summary>
public static class Chat
{
    /// <summary>Talks until the reader enters an empty line, or the script ends.</summary>
    /// <param name="partner">Who answers.</param>
    /// <param name="script">What is said where nobody can be asked.</param>
    /// <returns>Everything that was said, in turn.</returns>
    public static async Task<IReadOnlyList<string>> Start(ChatPartner partner, IReadOnlyList<string> script)
    {
        ArgumentNullException.ThrowIfNull(partner);
        ArgumentNullException.ThrowIfNull(script);
        List<string> said = [];
        Func<string, Task<string?>>? ask = NotebookDisplay.Ask;
        for (int turn = 0; ask is not null || turn < script.Count; turn++)
        {
            string? line;
            try
            {
                line = ask is null ? script[turn] : await ask("You (an empty line ends)").ConfigureAwait(true);
            }
            catch (NotSupportedException) when (turn == 0 && script.Count > 0)
            {
                (ask, line) = (null, script[0]); // nobody is there to be asked
            }

            if (string.IsNullOrWhiteSpace(line)) break;
            said.Add(line);
            said.Add(partner.Reply(said));
            Console.WriteLine($"A: {said[^2]}\nB: {said[^1]}");
        }

        return said;
    }
}
