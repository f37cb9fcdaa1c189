# escape=`
FROM openjdk:17 AS base
ADD site.tar C:\www\static
FROM base
VOLUME C:\www
