# SPDX-License-Identifier: Apache-2.0
# cmake --install and the Debian package.
include(GNUInstallDirs)

install(TARGETS belvedere RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
# Started by belvedere alone, which looks there.
install(TARGETS belvedere_models RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/belvedere)
install(FILES assets/linux/org.belvedere.Belvedere.desktop
        DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES assets/linux/org.belvedere.Belvedere.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages)
install(FILES assets/linux/org.belvedere.Belvedere.metainfo.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES assets/icons/org.belvedere.Belvedere.svg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(DIRECTORY assets/translations DESTINATION ${CMAKE_INSTALL_DATADIR}/belvedere
        FILES_MATCHING PATTERN "*.po")
install(DIRECTORY assets/accessibility DESTINATION ${CMAKE_INSTALL_DATADIR}/belvedere)
install(FILES README.md CHANGELOG.md third_party/libraries.json
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME belvedere)
set(CPACK_PACKAGE_CONTACT "The Belvedere authors <belvedere@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Real-time viewer for city digital twins")
set(CPACK_PACKAGE_DESCRIPTION
    "Streams a city given as 3D Tiles or glTF, places the sun by date and time, shows what each building is,\nand measures. Comes with a demo city that needs no network.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded at run time, so shlibdeps does not see them: the Vulkan loader and a driver for machines
# without a GPU, the text font, PROJ's database, the time zones.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "libvulkan1, mesa-vulkan-drivers, fonts-noto-core, proj-data, tzdata")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates, libgdal32, fonts-noto-cjk, fonts-opendyslexic")
include(CPack)
