using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>
/// Links to pages that the host switched off (<see cref="CommunitiesOfPracticeUIOptions.WithoutPages"/>): a link is its words
/// alone, and a button is gone.
/// </summary>
[HtmlTargetElement("a", Attributes = "asp-page")]
public sealed class PageLinks : TagHelper
{
    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Guard.Against.Null(output);
        if (output.Attributes["href"]?.Value?.ToString() is { Length: > 0 }) return;
        if (output.Attributes["class"]?.Value?.ToString()?.Contains("nhsuk-button", StringComparison.Ordinal) == true)
            output.SuppressOutput();
        else
            output.TagName = null;
    }
}
