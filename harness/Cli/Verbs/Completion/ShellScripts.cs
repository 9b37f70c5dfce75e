namespace Harness.Cli.Verbs.Completion;

/// <summary>
/// The scripts, by shell. Each hands the line and the cursor's place in it, both without the command's own name, to the
/// directive <c>[suggest:PLACE]</c>, which answers with a word a line.
/// </summary>
internal static class ShellScripts
{
    /// <summary>The scripts, with a final line feed.</summary>
    public static readonly IReadOnlyDictionary<string, string> ByShell = new Dictionary<string, string>
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["fish"] = Fish,
        ["pwsh"] = Pwsh,
    };

    // Without a suggestion bash completes names of files.
    private const string Bash = """
        # smtp-harness for bash
        _smtp_harness() {
          local line=${COMP_LINE#*[[:space:]]} word
          local place=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
          [ "$place" -ge 0 ] || return 0
          COMPREPLY=()
          while IFS= read -r word; do
            case $word in "${COMP_WORDS[COMP_CWORD]}"*) COMPREPLY+=("$(printf %q "$word")") ;; esac
          done < <("$1" "[suggest:$place]" "$line" 2>/dev/null)
        }
        complete -o default -F _smtp_harness smtp-harness ./smtp-harness

        """;

    private const string Zsh = """
        #compdef smtp-harness
        # smtp-harness for zsh
        _smtp_harness() {
          local line="${BUFFER#*[[:space:]]}"
          local place=$((CURSOR - ${#BUFFER} + ${#line}))
          local -a words
          words=(${(f)"$($words[1] "[suggest:$place]" "$line" 2>/dev/null)"})
          if (( $#words )); then compadd -- $words; else _files; fi
        }
        compdef _smtp_harness smtp-harness

        """;

    private const string Fish = """
        # smtp-harness for fish
        function __smtp_harness
            set -l line (commandline -cp | string replace -r '^\s*\S+\s' '')
            smtp-harness "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c smtp-harness -a '(__smtp_harness)'

        """;

    private const string Pwsh = """
        # smtp-harness for PowerShell
        Register-ArgumentCompleter -Native -CommandName smtp-harness -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $whole = $commandAst.ToString().PadRight($cursorPosition)
            $line = $whole -replace '^\s*\S+\s', ''
            $place = $cursorPosition - ($whole.Length - $line.Length)
            smtp-harness "[suggest:$place]" "$line" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;
}
