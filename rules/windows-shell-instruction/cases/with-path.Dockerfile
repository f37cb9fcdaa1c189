FROM python:3.13
SHELL ["C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\PowerShell.exe", "-Command"]
