/* Casustafel.exe (a window) and casustafel-cli.exe (a console, -DCONSOLE).

   Python runs in this very process, so that Windows shows one program with its own name and icon.
   The file python3NN._pth beside Python's library sets where modules are looked for: with it Python
   reads neither PYTHON... variables nor the user's own packages, and the arguments always go to the
   program, so no other script can be run. */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768

typedef int (*py_main)(int, wchar_t **);

static int refuse(const wchar_t *why)
{
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", why);
#else
    MessageBoxW(NULL, why, L"Casustafel", MB_ICONERROR);
#endif
    return 1;
}

static int start(int count, wchar_t **given)
{
    static wchar_t exe[LONGEST], folder[LONGEST], qt[LONGEST], library[LONGEST];
    const wchar_t *before[] = {exe, L"-X", L"utf8", L"-m", L"casustafel"};
    const int own = sizeof before / sizeof *before;
    wchar_t *end;

    if (!GetModuleFileNameW(NULL, exe, LONGEST))
        return refuse(L"Het programma kan zijn eigen map niet vinden.");
    wcscpy(folder, exe);
    end = wcsrchr(folder, L'\\');
    if (!end)
        return refuse(L"Het programma kan zijn eigen map niet vinden.");
    *end = 0;
    /* Libraries come from here and from Windows: not from PATH, nor from where somebody happens to be.
       Qt's plugins look for Qt's own libraries along PATH, so that folder is named. */
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32 | LOAD_LIBRARY_SEARCH_APPLICATION_DIR |
                             LOAD_LIBRARY_SEARCH_USER_DIRS);
    if (swprintf(qt, LONGEST, L"%ls\\Lib\\site-packages\\PySide6", folder) > 0)
        AddDllDirectory(qt);
#ifndef CONSOLE
    /* A window has no console; handles that were inherited are of no use and may be broken. */
    SetStdHandle(STD_INPUT_HANDLE, NULL);
    SetStdHandle(STD_OUTPUT_HANDLE, NULL);
    SetStdHandle(STD_ERROR_HANDLE, NULL);
#endif
    if (swprintf(library, LONGEST, L"%ls\\" PYTHON_DLL, folder) <= 0)
        return refuse(L"De map van het programma heeft een te lange naam.");
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    py_main run = python ? (py_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    wchar_t **all = calloc(count + own, sizeof *all);
    if (!run || !all)
        return refuse(L"Het programma is niet heel. Pak een zip-bestand eerst helemaal uit, of installeer Casustafel opnieuw.");
    for (int at = 0; at < own; at++)
        all[at] = (wchar_t *)before[at];
    for (int at = 1; at < count; at++)
        all[own + at - 1] = given[at];
    return run(own + count - 1, all);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **given)
{
    return start(count, given);
}
#else
int WINAPI wWinMain(HINSTANCE here, HINSTANCE before, PWSTR line, int show)
{
    (void)here, (void)before, (void)line, (void)show;
    return start(__argc, __wargv);
}
#endif
