; Casustafel for one user, without rights of an administrator.
; makensis -DVERSION= -DNUMBERS= -DAPP= -DOUT= -DSIZE= [-DQUICK] casustafel.nsi     (QUICK: packed fast, for a try)
; Silent: /S, elsewhere: /D=C:\map (last). Ends with 3: this Windows is too old; 4: the program runs; 5: no room;
; 6: the folder holds another `app`.
Target amd64-unicode
Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
!include MUI2.nsh
!include x64.nsh
!include WinVer.nsh
!include FileFunc.nsh
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Casustafel"
Name "Casustafel"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Casustafel"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "Casustafel ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "Casustafel"
VIAddVersionKey "FileDescription" "Installatie van Casustafel"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "EUPL-1.2"
!ifdef SIGN
  !uninstfinalize '"${SIGN}" "%1"'
!endif
!define MUI_ICON "${APP}\casustafel.ico"
!define MUI_UNICON "${APP}\casustafel.ico"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TEXT "Casustafel komt in uw eigen account; daar zijn geen rechten van een beheerder voor nodig.$\r$\n$\r$\nStaat uw organisatie programma's in de eigen map niet toe (AppLocker), vraag dan de afdeling ICT om het pakket voor de hele computer.$\r$\n$\r$\nUw werkruimten en reservekopieën blijven bij een nieuwe versie en bij verwijderen staan."
!define MUI_FINISHPAGE_RUN "$INSTDIR\app\Casustafel.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Casustafel nu starten"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${APP}\LICENSE.txt"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Dutch"

!define OPEN "Casustafel is nog open. Sluit het programma en begin opnieuw."
!macro Refuse CODE TEXT
  IfSilent +2
    MessageBox MB_ICONEXCLAMATION "${TEXT}"
  SetErrorLevel ${CODE}
  Quit
!macroend

; A program that runs cannot be opened to write: the window, or a command of the task scheduler.
!macro RefuseOpen NAME
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\app\${NAME}"
    FileOpen $0 "$INSTDIR\app\${NAME}" a
    ${If} ${Errors}
      !insertmacro Refuse 4 "${OPEN}"
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend
!macro RefuseWhileOpen
  !insertmacro RefuseOpen "Casustafel.exe"
  !insertmacro RefuseOpen "casustafel-cli.exe"
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    !insertmacro Refuse 3 "Casustafel heeft een 64-bits Windows nodig."
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
    !insertmacro Refuse 3 "Casustafel heeft Windows 10 of 11 nodig."
  ${EndIf}
  ${If} ${FileExists} "$PROGRAMFILES64\Casustafel\Casustafel.exe"
    MessageBox MB_YESNO|MB_ICONQUESTION "Casustafel staat al op deze computer, voor alle gebruikers. Wilt u het ook nog in uw eigen account?" /SD IDYES IDYES +2
      Quit
  ${EndIf}
FunctionEnd

; Also where a full disk ends the unpacking halfway: the former version was not touched.
Function .onInstFailed
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\app-nieuw"
  RMDir "$INSTDIR"
  !insertmacro Refuse 5 "De bestanden konden niet worden geschreven. Maak ruimte vrij op de schijf en begin opnieuw. Een vorige versie is niet veranderd."
FunctionEnd

Section
  !insertmacro RefuseWhileOpen
  ; What stands in a folder that somebody chose is not always ours.
  ${If} ${FileExists} "$INSTDIR\app\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\app\Casustafel.exe"
    !insertmacro Refuse 6 "In $INSTDIR staat al een map app die niet van Casustafel is. Kies een andere map."
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\app\*.*"
    RMDir /r "$INSTDIR\app-oud"
  ${Else} ; an installation that was cut off between both renames
    Rename "$INSTDIR\app-oud" "$INSTDIR\app"
  ${EndIf}
  RMDir /r "$INSTDIR\app-nieuw"
  ClearErrors
  SetOutPath "$INSTDIR\app-nieuw"
  File /r "${APP}\*.*"
  ${If} ${Errors}
    Abort
  ${EndIf}
  ; Two renames: the former version steps aside, this one takes its place. A scanner may still read it.
  SetOutPath "$INSTDIR"
  ${If} ${FileExists} "$INSTDIR\app\*.*"
    Rename "$INSTDIR\app" "$INSTDIR\app-oud"
    ${If} ${Errors}
      RMDir /r "$INSTDIR\app-nieuw"
      !insertmacro Refuse 4 "${OPEN}"
    ${EndIf}
  ${EndIf}
  ${For} $1 1 50
    ClearErrors
    Rename "$INSTDIR\app-nieuw" "$INSTDIR\app"
    ${IfNot} ${Errors}
      ${Break}
    ${EndIf}
    Sleep 200
  ${Next}
  ${If} ${Errors}
    Rename "$INSTDIR\app-oud" "$INSTDIR\app"
    Abort
  ${EndIf}
  RMDir /r "$INSTDIR\app-oud"
  WriteUninstaller "$INSTDIR\Verwijderen.exe"
  ; "Start in" is never the program's own folder, which the next version clears away.
  SetOutPath "$DOCUMENTS"
  CreateShortcut "$SMPROGRAMS\Casustafel.lnk" "$INSTDIR\app\Casustafel.exe" "" "$INSTDIR\app\Casustafel.exe" 0 SW_SHOWNORMAL "" "Casussen, vergaderingen en notulen van de tafels"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Casustafel"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Casustafel"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\app\Casustafel.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Verwijderen.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Verwijderen.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "un."
  !insertmacro RefuseWhileOpen
  RMDir /r "$INSTDIR\app-oud"
  ClearErrors
  Rename "$INSTDIR\app" "$INSTDIR\app-oud" ; in one go: never half a program
  ${If} ${Errors}
  ${AndIf} ${FileExists} "$INSTDIR\app\*.*"
    !insertmacro Refuse 4 "${OPEN}"
  ${EndIf}
  Delete "$SMPROGRAMS\Casustafel.lnk"
  RMDir /r "$INSTDIR\app-oud"
  Delete "$INSTDIR\Verwijderen.exe"
  RMDir "$INSTDIR" ; only when it is empty: what somebody kept there stays
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
