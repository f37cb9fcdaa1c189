# escape=`
FROM golang:1.24
USER "NT AUTHORITY\NetworkService"
