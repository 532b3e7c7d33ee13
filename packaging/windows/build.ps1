# Builds the packages of Postern for Windows that the arguments name (image, msi, exe; image if there are none) in
# target\package, from what `mvn -DskipTests package` has left in target\postern. Needs JDK 25 in JAVA_HOME, and WiX for msi and
# exe. With POSTERN_SIGN_COMMAND, a program that signs the file it is given, programs and installers are signed.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location (Join-Path $PSScriptRoot '..\..')
if (-not (Test-Path "$env:JAVA_HOME\bin\jpackage.exe")) { throw 'A JDK 25 is needed; set JAVA_HOME to one.' }
if (-not (Test-Path target\postern\lib)) { throw 'Run mvn -DskipTests package first.' }
$bin = "$env:JAVA_HOME\bin"
$work = 'target\package'

function Get-Lines($file) { Get-Content $file | Where-Object { $_ -and -not $_.StartsWith('#') } }
function Invoke-Signing($file) { if ($env:POSTERN_SIGN_COMMAND) { & $env:POSTERN_SIGN_COMMAND $file } }

if (Test-Path $work) { Remove-Item -Recurse $work }
New-Item -ItemType Directory $work, "$work\lib" | Out-Null
& "$bin\java" packaging\common\Icons.java icons "$work\icons"
& "$bin\jlink" --add-modules ((Get-Lines jlink.conf) -join ',') --strip-debug --no-header-files --no-man-pages `
    --output "$work\runtime"

# JavaFX comes as two jars for each module, one of them empty.
Get-ChildItem target\postern\lib\*.jar | Where-Object Length -gt 512 | Copy-Item -Destination "$work\lib"

$version = [regex]::Match((Get-Content -Raw pom.xml), '(?m)^  <version>([0-9.]+)').Groups[1].Value
$options = Get-Lines packaging\common\java.options | ForEach-Object { '--java-options', $_ }
Set-Content "$work\console.properties" 'win-console=true', 'description=Postern on the command line'
& "$bin\jpackage" --type app-image --name Postern --app-version $version --vendor Postern --dest $work `
    --runtime-image "$work\runtime" --module-path "$work\lib" --module postern/postern.cli.Main @options `
    --icon "$work\icons\postern.ico" --add-launcher "postern-cli=$work\console.properties"
Copy-Item LICENSE, packaging\common\THIRD-PARTY.md "$work\Postern"
# The texts are gathered by the script of the other systems, with the bash of Git for Windows.
& "$env:ProgramFiles\Git\bin\bash.exe" packaging/common/collect-licences target/package/lib target/package/Postern/licences `
    ($env:JAVA_HOME -replace '\\', '/')
Get-ChildItem "$work\Postern\*.exe" | ForEach-Object { Invoke-Signing $_.FullName }

$PSNativeCommandUseErrorActionPreference = $false
$report = & "$work\Postern\postern-cli.exe" example --format json | Out-String
if ($LASTEXITCODE -ne 1 -or $report -notmatch '"cause"\s*:\s*"protocol-floor-too-high"') { throw 'The image does not work.' }
$PSNativeCommandUseErrorActionPreference = $true
Write-Output "$work\Postern works."

foreach ($package in $args) {
    if ($package -eq 'image') { continue }
    if ($package -notin 'msi', 'exe') { throw "There is no package $package." }
    # The upgrade code must stay the same for as long as there is Postern.
    & "$bin\jpackage" --type $package --name Postern --app-version $version --vendor Postern --dest $work `
        --app-image "$work\Postern" --license-file LICENSE --file-associations packaging\common\case.properties `
        --win-menu --win-dir-chooser --win-upgrade-uuid 5d1f3c6e-7a52-4e0b-9c55-2f6f0a4b8e31
    Invoke-Signing "$work\Postern-$version.$package"
}
