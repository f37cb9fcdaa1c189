FROM alpine:3.22
ENV MESSAGE="%USER_NAME% has joined"
