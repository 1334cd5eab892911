using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace WardRota.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SharingContext))]
    [Migration("20151001090000_CalendarSubscriptions")]
    public sealed class CalendarSubscriptions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cop_calendar_subscription",
                columns: table => new
                {
                    person = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    since = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    last_fetched = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cop_calendar_subscription", x => x.person);
                });

            migrationBuilder.CreateIndex(
                name: "IX_cop_calendar_subscription_digest",
                table: "cop_calendar_subscription",
                column: "digest");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cop_calendar_subscription");
        }
    }
}
