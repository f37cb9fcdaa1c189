FROM alpine:3.22
RUN npm install react-native native-run && npm run build:native
